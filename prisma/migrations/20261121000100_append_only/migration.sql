-- The history of a case is append-only. Shredding is the one exception: it empties `sealed` and touches nothing else.
create function refuse_rewriting_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.sealed is null
    and to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed' then
    return new;
  end if;
  raise exception 'case_event is append-only' using errcode = 'restrict_violation';
end;
$$;

create trigger case_event_append_only before update or delete on case_event
  for each row execute function refuse_rewriting_history();
