-- CreateTable
CREATE TABLE "watch_threshold" (
    "province" TEXT NOT NULL,
    "look" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "threshold" INTEGER NOT NULL,
    "replayed" INTEGER NOT NULL,
    "alarms_per_year" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "watch_threshold_pkey" PRIMARY KEY ("province","look","week")
);


