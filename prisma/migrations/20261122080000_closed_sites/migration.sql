-- CreateTable
CREATE TABLE "closed_site" (
    "id" UUID NOT NULL,
    "district" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "closed_on" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "readers" UUID[],
    "agency_id" UUID NOT NULL,
    "entered_by" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "mac" BYTEA NOT NULL,

    CONSTRAINT "closed_site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_event" (
    "id" BIGSERIAL NOT NULL,
    "site_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "officer_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,

    CONSTRAINT "site_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "district_link" (
    "id" UUID NOT NULL,
    "one" TEXT NOT NULL,
    "other" TEXT NOT NULL,
    "agency_id" UUID NOT NULL,
    "added_by" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_by" UUID,
    "removed_at" TIMESTAMPTZ(3),
    "mac" BYTEA NOT NULL,

    CONSTRAINT "district_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "site_event_site_id_id_idx" ON "site_event"("site_id", "id");

-- AddForeignKey
ALTER TABLE "site_event" ADD CONSTRAINT "site_event_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "closed_site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Who read an exact place stays written down.
create trigger site_event_append_only before update or delete on site_event
  for each row execute function refuse_rewriting_changes();
