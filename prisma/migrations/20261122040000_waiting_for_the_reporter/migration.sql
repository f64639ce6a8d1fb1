-- AlterEnum
ALTER TYPE "outbox_state" ADD VALUE 'taken';

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "awaits" TEXT,
ADD COLUMN     "receipts" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "outbox_awaits_idx" ON "outbox"("awaits");


