-- AlterTable
ALTER TABLE "approval" ADD COLUMN     "officer_id" UUID;

