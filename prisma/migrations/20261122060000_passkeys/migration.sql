-- CreateTable
CREATE TABLE "passkey" (
    "id" TEXT NOT NULL,
    "officer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "passkey_officer_id_idx" ON "passkey"("officer_id");

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


