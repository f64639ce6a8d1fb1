import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../api/kernel.ts";
import { ACT_WITHIN, CLAIM_WITHIN, type EventContent } from "../../api/queue/index.ts";
import { HEALTH, LEAD, NATIONAL, POLICE, PROVINCE, STRANGER, valueOf } from "./cards.ts";
import {
  claimedCase,
  createWorld,
  messageOf,
  ORDER_POLICE,
  reporterAdds,
  STORY,
  VILLAGE_CLINIC,
} from "./world.ts";

const wordsOf = (events: { content: EventContent | undefined }[]) =>
  events.map(({ content }) => (content?.kind === "message" ? content.part.text : content?.kind));

test("of fifty officers who claim at the same moment, exactly one wins", async () => {
  const world = await createWorld();
  const { id } = await world.file();
  const officers = await Promise.all(Array.from({ length: 50 }, (_, n) => world.hire(LEAD, `officer-${n}`)));

  const results = await Promise.all(officers.map((officer) => world.desk.claim(officer, id)));

  const { card, events } = world.cases.kept(id);
  const winners = officers.filter((_, n) => results[n]?.ok);
  expect(winners.map(({ officer }) => officer)).toEqual([card.claimedBy?.officer]);
  expect(results.filter((result) => !result.ok && result.refusal === "already_claimed")).toHaveLength(49);
  expect(events.map(({ kind }) => kind)).toEqual(["filed", "claimed"]);
});

test("the claimant's second click changes nothing and leaves no event", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const before = structuredClone(world.cases.kept(id).card);

  const again = await world.desk.claim(officer, id);

  expect(again.ok).toBe(true);
  expect(world.cases.kept(id).card).toEqual(before);
});

test("opening shows the words, writes the log, and marks the report as read", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  world.pass(MINUTE);

  const { events } = valueOf(await world.desk.open(officer, id));

  expect(events[0]?.content).toMatchObject({
    kind: "filed",
    parts: [{ text: STORY }],
    placeWords: "dekat pasar Subah",
  });
  expect(world.log.entries).toMatchObject([
    { officer: officer.officer, agency: LEAD, case: id, act: "open" },
  ]);
  expect(world.cases.kept(id).card.officerReadAt).toBe(world.cases.kept(id).card.reporterWroteAt);
});

test("when the access log cannot be written, nothing is opened", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  world.log.broken = true;

  await expect(world.desk.open(officer, id)).rejects.toThrow("the log cannot be written");
  await expect(world.desk.reply(officer, id, "kami datang")).rejects.toThrow("the log cannot be written");

  expect(world.cases.kept(id).card.officerReadAt).toBeUndefined();
  expect(world.said()).toEqual([]);
});

test("a body that did not claim may read without marking the report as read", async () => {
  const world = await createWorld();
  const { id } = await claimedCase(world);
  const police = await world.hire(POLICE);

  const opened = await world.desk.open(police, id);

  expect(opened.ok).toBe(true);
  expect(world.cases.kept(id).card.officerReadAt).toBeUndefined();
});

test("card-only, chain and strangers open nothing, and the log names nobody", async () => {
  const world = await createWorld();
  const { id } = await claimedCase(world);

  const refusals = await Promise.all(
    [HEALTH, PROVINCE, STRANGER].map(async (agency) => world.desk.open(await world.hire(agency), id)),
  );

  expect(refusals.map((result) => (result.ok ? "opened" : result.refusal))).toEqual([
    "card_only",
    "unknown_case",
    "unknown_case",
  ]);
  expect(world.log.entries).toEqual([]);
});

test("an officer without a copy of the body's key sees the card and opens nothing", async () => {
  const world = await createWorld();
  const { id } = await claimedCase(world);
  const { privateKey, ...known } = await world.hire(LEAD, "newcomer");

  const opened = await world.desk.open(
    { ...known, officer: "without-copy" as typeof known.officer, privateKey },
    id,
  );

  expect(opened).toEqual({ ok: false, refusal: "no_access" });
});

test("a damaged event is shown as damaged and hides nothing else", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  await world.desk.note(officer, id, "catatan pertama");
  const kept = world.cases.kept(id);
  const note = kept.events.find(({ kind }) => kind === "note");
  if (note?.sealed) note.sealed[note.sealed.length - 1] = (note.sealed.at(-1) ?? 0) ^ 1;

  const { events } = valueOf(await world.desk.open(officer, id));

  expect(events.map(({ kind, unreadable }) => [kind, unreadable])).toEqual([
    ["filed", undefined],
    ["claimed", undefined],
    ["note", "damaged"],
  ]);
});

test("the card shows what may be done now and the deadlines of the law", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { handOffs: [VILLAGE_CLINIC] });
  const actor = { kind: "officer" as const, officer: officer.officer, agency: LEAD, role: officer.role };

  const look = valueOf(await world.desk.look(actor, id));

  expect(look.acts).not.toContain("claim");
  expect(look.acts).toContain("close");
  expect(look.handOffs.map(({ agency }) => agency)).toEqual([VILLAGE_CLINIC]);
  expect(look.deadlines.map(({ kind, metAt }) => [kind, metAt])).toEqual([
    ["report_to_police", look.card.filedAt],
    ["police_protection", undefined],
  ]);
});

test("admins and strangers learn nothing of a case, not even that it exists", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const admin = { kind: "admin" as const, officer: officer.officer };

  expect(await world.desk.look(admin, id)).toEqual({ ok: false, refusal: "unknown_case" });
  expect(await world.desk.cards(admin, { limit: 10 })).toEqual([]);
  expect(await world.desk.claim(admin, id)).toEqual({ ok: false, refusal: "no_access" });
  expect(await world.desk.accessLog(admin, id)).toEqual({ ok: false, refusal: "unknown_case" });
});

test("the first action stops the action clock; a note does not", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const claimed = world.cases.kept(id).card;
  world.pass(MINUTE);

  await world.desk.note(officer, id, "menunggu mobil");
  const noted = world.cases.kept(id).card;
  await world.desk.act(officer, id, { action: "visited_place", text: "sudah di lokasi" });
  const acted = world.cases.kept(id).card;

  expect(claimed.actionDueAt).toBe((claimed.claimedAt ?? 0) + ACT_WITHIN.emergency);
  expect(noted.actionDueAt).toBe(claimed.actionDueAt);
  expect([acted.actionDueAt, acted.firstActionAt]).toEqual([undefined, world.now()]);
});

test("empty and far too long texts are refused with a reason, and nothing is cut", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const longest = "a".repeat(10_000);

  const results = [
    await world.desk.note(officer, id, " \n "),
    await world.desk.release(officer, id, ""),
    await world.desk.note(officer, id, `${longest}a`),
    await world.desk.note(officer, id, longest),
  ];
  const { events } = valueOf(await world.desk.open(officer, id));

  expect(results.map((result) => (result.ok ? "kept" : result.refusal))).toEqual([
    "text_missing",
    "reason_missing",
    "text_too_long",
    "kept",
  ]);
  expect(events.at(-1)?.content).toEqual({ kind: "note", text: longest });
});

test("a closed case opens again when the reporter writes, and the words are there to read", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  await world.desk.close(officer, id, { outcome: "no_contact", text: "tidak ada jawaban" });
  const closed = world.cases.kept(id).card;
  world.pass(DAY);

  await reporterAdds(world, id, messageOf(world, "dia datang lagi"));
  const reclaimed = await world.desk.claim(officer, id);
  const { card, events } = valueOf(await world.desk.open(officer, id));

  expect([closed.state, closed.outcome, closed.claimDueAt, closed.actionDueAt]).toEqual([
    "closed",
    "no_contact",
    undefined,
    undefined,
  ]);
  expect(reclaimed.ok).toBe(true);
  expect(card).toMatchObject({ state: "claimed", outcome: undefined, closedAt: undefined });
  expect(wordsOf(events)).toEqual(["filed", undefined, "closed", "dia datang lagi", undefined, undefined]);
});

test("the clocks of a case that is opened again run from the new message, not from the days of its past", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  await world.desk.close(officer, id, { outcome: "no_contact", text: "tidak ada jawaban" });
  world.pass(DAY);

  await reporterAdds(world, id, messageOf(world, "dia datang lagi"));
  const waiting = world.cases.kept(id).card;
  world.pass(MINUTE);
  await world.desk.claim(officer, id);
  const taken = world.cases.kept(id).card;

  expect(waiting.claimDueAt).toBe(world.now() - MINUTE + CLAIM_WITHIN[waiting.severity]);
  expect(taken.actionDueAt).toBe(world.now() + ACT_WITHIN[taken.severity]);
  expect(taken.claimedAt).toBe(world.now());
});

test("a message that arrives while the case is being read stays unread", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const read = world.cases.events.bind(world.cases);
  let arrived = false;
  world.cases.events = async (actor, of) => {
    const events = await read(actor, of);
    world.pass(MINUTE);
    if (!arrived) await reporterAdds(world, id, messageOf(world, "tolong cepat"));
    arrived = true;
    return events;
  };

  await world.desk.open(officer, id);

  const { reporterWroteAt, officerReadAt } = world.cases.kept(id).card;
  expect(officerReadAt).toBeLessThan(reporterWroteAt);
});

test("a phoned body is noted with whom and whether it accepted; only acceptance ends the waiting", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { handOffs: [VILLAGE_CLINIC] });
  const call = { agency: VILLAGE_CLINIC, spokeWith: "bidan jaga", text: "akan datang pukul dua" };
  const doneAt = () => world.cases.kept(id).handOffs.get(VILLAGE_CLINIC)?.doneAt;

  await world.desk.handOff(officer, id, { ...call, accepted: false });
  const after = doneAt();
  await world.desk.handOff(officer, id, { ...call, accepted: true });

  expect(after).toBeUndefined();
  expect(doneAt()).toBe(world.now());
  const { events } = valueOf(await world.desk.open(officer, id));
  expect(events.at(-1)?.content).toEqual({ kind: "hand_off", accepted: true, ...call });
});

test("a body that is barred is not phoned either", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { barred: ["health"] });
  const call = { spokeWith: "petugas jaga", accepted: true, text: "minta datang" };

  expect(await world.desk.handOff(officer, id, { agency: VILLAGE_CLINIC, ...call })).toEqual({
    ok: false,
    refusal: "corps_excluded",
  });
  expect(await world.desk.handOff(officer, id, { agency: ORDER_POLICE, ...call })).toEqual({
    ok: false,
    refusal: "not_allowed_to_body",
  });
});

test("a released case waits again with a fresh clock and another body may take it", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  world.pass(HOUR);

  await world.desk.release(officer, id, "ganti piket");
  const waiting = world.cases.kept(id).card;
  const taken = await world.desk.claim(await world.hire(POLICE), id);

  expect(waiting).toMatchObject({ state: "waiting", claimedBy: undefined, actionDueAt: undefined });
  expect(waiting.claimDueAt).toBe(world.now() + 15 * MINUTE);
  expect(taken.ok).toBe(true);
});

test("a writer that always loses gives up and says so", async () => {
  const world = await createWorld();
  const { id } = await world.file();
  let tries = 0;
  world.cases.change = async () => {
    tries += 1;
    return "conflict";
  };

  const claimed = await world.desk.claim(await world.hire(LEAD), id);

  expect(claimed).toEqual({ ok: false, refusal: "conflict" });
  expect(tries).toBe(20);
});

test("words are not sealed to an epoch key that the server did not make", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const kept = world.cases.kept(id);
  const publicKey = world.bodies.bodyKeys.get(STRANGER)?.publicKey;
  if (publicKey) kept.epochs = kept.epochs.map((epoch) => ({ ...epoch, publicKey }));

  await expect(world.desk.note(officer, id, "catatan")).rejects.toMatchObject({ name: "SwappedKeyError" });
});

test("the access log is shown to bodies of the case", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  await world.desk.open(officer, id);
  const police = await world.hire(POLICE);

  const entries = valueOf(await world.desk.accessLog({ kind: "officer", ...police }, id));

  expect(entries.map(({ officer: who, act }) => [who, act])).toEqual([[officer.officer, "open"]]);
  expect(await world.desk.accessLog({ kind: "officer", ...(await world.hire(NATIONAL)) }, id)).toMatchObject({
    ok: false,
  });
});
