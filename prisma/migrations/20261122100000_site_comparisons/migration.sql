-- CreateTable
CREATE TABLE "site_comparison" (
    "site_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "site" TEXT[],
    "nearby" TEXT[],
    "officer_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "mac" BYTEA NOT NULL,
    CONSTRAINT "site_comparison_pkey" PRIMARY KEY ("site_id","version")
);

-- AddForeignKey
ALTER TABLE "site_comparison" ADD CONSTRAINT "site_comparison_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "closed_site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who held which districts to be alike stays written down.
create trigger site_comparison_append_only before update or delete on site_comparison
  for each row execute function refuse_rewriting_changes();
