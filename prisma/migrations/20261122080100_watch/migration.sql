-- AlterTable
ALTER TABLE "case_card" ADD COLUMN     "tells_of_place" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "watch_finding" (
    "scope" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "finding" JSONB NOT NULL,

    CONSTRAINT "watch_finding_pkey" PRIMARY KEY ("scope","week")
);

-- CreateTable
CREATE TABLE "outreach" (
    "id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "districts" TEXT[],
    "surge" BOOLEAN NOT NULL,
    "agencies" UUID[],
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "officer_id" UUID,
    "agency_id" UUID,

    CONSTRAINT "outreach_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outreach_raised_at_idx" ON "outreach"("raised_at");


