-- CreateTable
CREATE TABLE "publication" (
    "quarter" TEXT NOT NULL,
    "published_on" TEXT NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("quarter")
);

-- What the public has read stays as it was: the difference between two readings would tell of single reports.
create trigger publication_append_only before update or delete on publication
  for each row execute function refuse_rewriting_changes();
