-- CreateTable
CREATE TABLE "directory_change" (
    "id" UUID NOT NULL,
    "approval" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "taken_by" UUID,
    "proposed_by" UUID,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "affected" JSONB NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "directory_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_reading" (
    "change_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "change_reading_pkey" PRIMARY KEY ("change_id","officer_id")
);

-- CreateIndex
CREATE INDEX "directory_change_at_idx" ON "directory_change"("at");

-- CreateIndex
CREATE INDEX "directory_change_approval_idx" ON "directory_change"("approval");

-- CreateIndex
CREATE INDEX "change_reading_officer_id_idx" ON "change_reading"("officer_id");

-- AddForeignKey
ALTER TABLE "change_reading" ADD CONSTRAINT "change_reading_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "directory_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- A log that can be rewritten vouches for nothing: not even the server changes a row of it.
create function refuse_rewriting_changes() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end;
$$;

create trigger directory_change_append_only before update or delete on directory_change
  for each row execute function refuse_rewriting_changes();
