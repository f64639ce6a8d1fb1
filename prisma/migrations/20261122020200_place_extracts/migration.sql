-- CreateTable
CREATE TABLE "place_extract" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "sent_on" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sealed" BYTEA,
    "mac" BYTEA NOT NULL,
    "opened_on" TEXT,
    "finished_on" TEXT,
    "outcome" TEXT,
    "handled_by" UUID,

    CONSTRAINT "place_extract_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "place_extract_agency_id_sent_on_idx" ON "place_extract"("agency_id", "sent_on");

-- CreateIndex
CREATE INDEX "place_extract_sent_on_idx" ON "place_extract"("sent_on");

-- AddForeignKey
ALTER TABLE "place_extract" ADD CONSTRAINT "place_extract_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


