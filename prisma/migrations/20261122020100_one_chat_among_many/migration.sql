-- AlterTable
ALTER TABLE "case_card" ADD COLUMN     "one_of_many" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "slow_until" TIMESTAMPTZ(3);


