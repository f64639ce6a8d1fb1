-- CreateTable
CREATE TABLE "place_alias" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "area" TEXT,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "added_by" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "place_alias_pkey" PRIMARY KEY ("id")
);


