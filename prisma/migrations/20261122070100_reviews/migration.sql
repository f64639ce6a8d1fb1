-- AlterTable
ALTER TABLE "case_card" ADD COLUMN     "reviewed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "triage_review" (
    "case_id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "category_from" TEXT NOT NULL,
    "category_to" TEXT NOT NULL,
    "severity_from" "severity" NOT NULL,
    "severity_to" "severity" NOT NULL,
    "child_from" TEXT NOT NULL,
    "child_to" TEXT NOT NULL,
    "same_area" BOOLEAN NOT NULL,
    "kept" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,

    CONSTRAINT "triage_review_pkey" PRIMARY KEY ("case_id")
);

-- CreateIndex
CREATE INDEX "triage_review_day_idx" ON "triage_review"("day");

-- AddForeignKey
ALTER TABLE "triage_review" ADD CONSTRAINT "triage_review_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


