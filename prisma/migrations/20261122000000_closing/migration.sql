-- CreateTable
CREATE TABLE "fact" (
    "case_id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "child" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "relocation" BOOLEAN NOT NULL,
    "lead_id" UUID NOT NULL,
    "overdue" BOOLEAN NOT NULL,
    "minutes_to_claim" INTEGER,
    "minutes_to_action" INTEGER,
    "minutes_to_close" INTEGER NOT NULL,
    "outcome" TEXT,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("case_id")
);

-- AddForeignKey
ALTER TABLE "fact" ADD CONSTRAINT "fact_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A closed case keeps the local day of each event and no finer time. So the history stays append-only with two
-- exceptions, each of which touches one column: shredding empties `sealed`; and in a closed case `at` may go back to
-- the beginning of its local day. Where that day begins is told by `filed_at`, which is coarsened before the history.
create or replace function refuse_rewriting_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.sealed is null
    and to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed' then
    return new;
  end if;
  if tg_op = 'UPDATE'
    and to_jsonb(new) - 'at' = to_jsonb(old) - 'at'
    and new.at <= old.at and new.at > old.at - interval '24 hours'
    and exists (
      select 1 from case_card where id = old.case_id and state = 'closed'
        and mod(extract(epoch from new.at - filed_at), 86400) = 0) then
    return new;
  end if;
  raise exception 'case_event is append-only' using errcode = 'restrict_violation';
end;
$$;
