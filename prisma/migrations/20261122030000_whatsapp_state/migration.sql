-- CreateTable
CREATE TABLE "whatsapp_contact" (
    "tag" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "whatsapp_contact_pkey" PRIMARY KEY ("tag")
);

-- CreateTable
CREATE TABLE "whatsapp_state" (
    "name" TEXT NOT NULL,
    "contact" TEXT,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "whatsapp_state_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "whatsapp_contact_until_idx" ON "whatsapp_contact"("until");

-- CreateIndex
CREATE INDEX "whatsapp_state_contact_idx" ON "whatsapp_state"("contact");

-- AddForeignKey
ALTER TABLE "whatsapp_state" ADD CONSTRAINT "whatsapp_state_contact_fkey" FOREIGN KEY ("contact") REFERENCES "whatsapp_contact"("tag") ON DELETE CASCADE ON UPDATE CASCADE;


