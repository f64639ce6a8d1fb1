-- AlterTable
ALTER TABLE "case_card" ADD COLUMN     "incident_id" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "case_sketch" (
    "case_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "bits" BYTEA NOT NULL,

    CONSTRAINT "case_sketch_pkey" PRIMARY KEY ("case_id","period")
);

-- CreateIndex
CREATE INDEX "case_card_incident_id_idx" ON "case_card"("incident_id");

-- AddForeignKey
ALTER TABLE "case_sketch" ADD CONSTRAINT "case_sketch_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


