/** Dinas Sosial may tell Satpol PP of a place, and only of a place; self-reports, children and force never go there. */
import { fc } from "../chance.ts";
import { describe, expect, test } from "vitest";
import type { AgencyId, AreaCode, CaseId, Corps, ExtractId, LocalDay } from "../../api/kernel.ts";
import type { Answers } from "../../api/intake/index.ts";
import type { Filing } from "../../api/queue/index.ts";
import { quotes } from "../../api/queue/decide-extract.ts";
import { eventOf } from "../../api/queue/decisions.ts";
import { sealWords } from "../../api/queue/keys.ts";
import { LEAD } from "./cards.ts";
import { createWorld, filingWith, messageOf, ORDER_POLICE, reporterAdds, type TestWorld } from "./world.ts";

const SOCIAL = "dinas-sosial-batang" as AgencyId;
const TOLD =
  "ruko kosong dekat terminal itu tiap malam minggu ramai tamu laki-laki, perempuannya dewasa semua";
const FOUND = {
  on: "2026-11-21" as LocalDay,
  child: "petugas bertemu semua penghuni",
  force: "semua memegang KTP sendiri",
  selfReport: "pelapor warga sekitar",
};
const WANTED = { place: "Ruko blok C, terminal lama", times: "Sabtu, pukul 21-24", reason: "warga resah" };

type Told = { text?: string; answers?: Answers; triage?: Partial<Filing["triage"]> };

/** A report about adults in hidden prostitution, claimed by a social office. */
async function claimed({ text = TOLD, answers = {}, triage = {} }: Told = {}, orderIsOpen = true) {
  const world = await createWorld();
  const area = "33.25" as AreaCode;
  await world.bodies.enrol({ id: SOCIAL, name: "Dinas Sosial", kind: "social_office", area, open: true });
  if (!orderIsOpen) {
    await world.bodies.enrol({ id: ORDER_POLICE, name: "Satpol PP", kind: "satpol_pp", area, open: false });
  }
  const filing = filingWith({ severity: "standard", indicators: [] }, world.now());
  const sealed = await world.seal({
    ...filing,
    submission: { ...filing.submission, parts: [{ at: world.now(), text }], answers },
    triage: { ...filing.triage, category: "hidden_prostitution", child: "no", implicated: [], ...triage },
    area: { ...filing.area, words: "ruko kosong dekat terminal" },
    route: { ...filing.route, lead: SOCIAL, supports: [], barred: ["satpol_pp"] },
  });
  const id = world.cases.file(sealed.newCase);
  const officer = await world.hire(SOCIAL);
  await world.desk.claim(officer, id);
  return { world, id, officer, order: await world.hire(ORDER_POLICE) };
}

/** What a look at a few later words leaves in the case. */
async function noted(world: TestWorld, id: CaseId, barred: Corps[]): Promise<void> {
  const { card, epochs } = world.cases.kept(id);
  const [key] = epochs;
  if (key === undefined) throw new Error("a case has an epoch");
  const { category, severity, child, area } = card;
  const said = { category, severity, child, area };
  const content = { kind: "retriaged" as const, from: said, to: said, barred, ended: [], report: undefined };
  const words = await sealWords(world.parts.server, id, key, content);
  const event = eventOf("retriaged", world.now(), { kind: "system", task: "triage" }, words);
  await world.cases.change(id, card.version, { set: {}, events: [event] });
}

const refusalOf = (result: { ok: boolean; refusal?: string }) => (result.ok ? "granted" : result.refusal);
const sentIn = (world: TestWorld) => [...world.extracts.rows.values()];

describe("a place that was visited", () => {
  test("reaches Satpol PP as place and hours, and as nothing else", async () => {
    const { world, id, officer, order } = await claimed();
    await world.extractDesk.verify(officer, id, FOUND);

    const sent = await world.extractDesk.send(officer, id, WANTED);

    const [card] = await world.orderDesk.list({ kind: "officer", ...order });
    await world.orderDesk.open(order, card?.id as ExtractId, "Asia/Jakarta");
    const read = await world.orderDesk.read(order, card?.id as ExtractId);
    expect(sent).toEqual({ ok: true, value: "sealed" });
    expect(read.ok && read.value.words).toEqual({ place: WANTED.place, times: WANTED.times });
    expect(JSON.stringify(sentIn(world))).not.toContain(id);
    expect(await world.desk.cards({ kind: "officer", ...order }, { limit: 10 })).toEqual([]);
    expect(refusalOf(await world.desk.open(order, id))).toBe("unknown_case");
  });

  test("is not told before the visit is written down, nor when the reporter has written since", async () => {
    const { world, id, officer } = await claimed();

    const before = await world.extractDesk.send(officer, id, WANTED);
    await world.extractDesk.verify(officer, id, FOUND);
    await reporterAdds(world, id, messageOf(world, "tadi malam ramai lagi"));
    const since = await world.extractDesk.send(officer, id, WANTED);

    expect([refusalOf(before), refusalOf(since)]).toEqual(["not_verified", "not_verified"]);
    expect(sentIn(world)).toEqual([]);
  });

  test("counts as visited only with a reason for each point, and not on a day to come", async () => {
    const { world, id, officer } = await claimed();

    const results = [
      await world.extractDesk.verify(officer, id, { ...FOUND, child: " " }),
      await world.extractDesk.verify(officer, id, { ...FOUND, force: "" }),
      await world.extractDesk.verify(officer, id, { ...FOUND, selfReport: "" }),
      await world.extractDesk.verify(officer, id, { ...FOUND, on: "2026-11-22" as LocalDay }),
    ];

    expect(results.map(refusalOf)).toEqual([
      "reason_missing",
      "reason_missing",
      "reason_missing",
      "invalid_value",
    ]);
  });

  test("is written into the history with its reason, which Satpol PP does not get", async () => {
    const { world, id, officer } = await claimed();
    await world.extractDesk.verify(officer, id, FOUND);
    await world.extractDesk.send(officer, id, WANTED);

    const opened = await world.desk.open(officer, id);

    const contents = opened.ok ? opened.value.events.map(({ content }) => content) : [];
    expect(contents).toContainEqual(expect.objectContaining({ kind: "verified", force: FOUND.force }));
    expect(contents).toContainEqual(expect.objectContaining({ kind: "extracted", text: WANTED.reason }));
  });

  test("is read out by phone when Satpol PP cannot open anything", async () => {
    const { world, id, officer } = await claimed({}, false);
    await world.extractDesk.verify(officer, id, FOUND);

    const sent = await world.extractDesk.send(officer, id, WANTED);
    const standing = await world.extractDesk.standing(officer, id);

    expect(sent).toEqual({ ok: true, value: "by_phone" });
    expect(sentIn(world)).toEqual([]);
    expect(standing.ok && standing.value.sent).toMatchObject([{ id: undefined, place: WANTED.place }]);
  });

  test("can be taken back until it is opened, and then cannot be read", async () => {
    const { world, id, officer, order } = await claimed();
    await world.extractDesk.verify(officer, id, FOUND);
    await world.extractDesk.send(officer, id, WANTED);
    await world.extractDesk.send(officer, id, { ...WANTED, times: "Minggu" });
    const [first, second] = [...world.extracts.rows.keys()] as [ExtractId, ExtractId];

    const back = await world.extractDesk.takeBack(officer, id, first, "salah alamat");
    await world.orderDesk.open(order, second, "Asia/Jakarta");
    const late = await world.extractDesk.takeBack(officer, id, second, "salah alamat");

    expect([refusalOf(back), refusalOf(late)]).toEqual(["granted", "already_opened"]);
    expect(world.extracts.rows.get(first)?.sealed).toBeUndefined();
    expect(refusalOf(await world.orderDesk.open(order, first, "Asia/Jakarta"))).toBe("unknown_case");
  });

  test("is finished with an outcome, after it was opened and not before", async () => {
    const { world, id, officer, order } = await claimed();
    await world.extractDesk.verify(officer, id, FOUND);
    await world.extractDesk.send(officer, id, WANTED);
    const [extract] = [...world.extracts.rows.keys()] as [ExtractId];
    const finish = () => world.orderDesk.finish(order, extract, "passed_to_social", "Asia/Jakarta");

    const early = await finish();
    const unread = await world.orderDesk.read(order, extract);
    await world.orderDesk.open(order, extract, "Asia/Jakarta");
    const done = await finish();

    expect([refusalOf(early), refusalOf(done)]).toEqual(["unknown_case", "granted"]);
    expect(unread.ok && unread.value.words).toBeUndefined();
    expect(world.extracts.rows.get(extract)).toMatchObject({
      outcome: "passed_to_social",
      finishedOn: "2026-11-21",
    });
  });

  test("that somebody altered in the database is not shown as the social office's word", async () => {
    const { world, id, officer, order } = await claimed();
    await world.extractDesk.verify(officer, id, FOUND);
    await world.extractDesk.send(officer, id, WANTED);
    const [row] = sentIn(world);
    if (row === undefined) throw new Error("nothing was sent");
    world.extracts.rows.set(row.id, { ...row, mac: new Uint8Array(row.mac.length) });
    await world.orderDesk.open(order, row.id, "Asia/Jakarta");

    const read = await world.orderDesk.read(order, row.id);

    expect(read.ok && read.value.words).toBeUndefined();
  });
});

describe("nothing ever goes to Satpol PP", () => {
  test.each<[string, Told, string]>([
    ["when somebody tells of herself", { triage: { indicators: ["self_report"] } }, "self_report"],
    ["when the answer says so", { answers: { self: true } }, "self_report"],
    [
      "when the words say so",
      { text: "saya mau berhenti kerja begini, tolong bantu saya keluar" },
      "self_report",
    ],
    ["with a sign of force", { triage: { indicators: ["coercion"] } }, "force_indicated"],
    ["with papers or debt held", { triage: { indicators: ["debt_or_documents"] } }, "force_indicated"],
    ["with a child", { triage: { child: "yes" } }, "child_involved"],
    ["with a child in the answer", { answers: { child: "yes" } }, "child_involved"],
    ["with Satpol PP implicated", { triage: { implicated: ["satpol_pp"] } }, "corps_excluded"],
    ["with local government implicated", { triage: { implicated: ["local_government"] } }, "corps_excluded"],
    ["when the reporter shut it out", { answers: { notReaders: ["satpol_pp"] } }, "corps_excluded"],
    ["of another kind of report", { triage: { category: "other_violence" } }, "invalid_value"],
  ])("%s", async (_when, told, refusal) => {
    const { world, id, officer } = await claimed(told);

    const visited = await world.extractDesk.verify(officer, id, FOUND);
    const sent = await world.extractDesk.send(officer, id, WANTED);

    expect([refusalOf(visited), refusalOf(sent)]).toEqual([refusal, refusal]);
    expect(sentIn(world)).toEqual([]);
  });

  test("once the reporter adds that a child is there, whatever the visit found", async () => {
    const { world, id, officer } = await claimed();
    await world.extractDesk.verify(officer, id, FOUND);
    await reporterAdds(world, id, messageOf(world, "ternyata ada anak SMP umur 13 tahun dijual di situ"));

    const sent = await world.extractDesk.send(officer, id, WANTED);

    expect(["child_involved", "force_indicated"]).toContain(refusalOf(sent));
  });

  test("once an officer has seen force in it, whatever triage found", async () => {
    const { world, id, officer } = await claimed();
    await world.extractDesk.verify(officer, id, FOUND);
    const card = { category: "hidden_prostitution", severity: "standard", child: "no" } as const;
    const verdict = { ...card, area: "33.25" as AreaCode, indicators: ["coercion" as const] };
    await world.desk.review(officer, id, verdict, "pintu dijaga, tidak boleh keluar");

    const sent = await world.extractDesk.send(officer, id, WANTED);

    expect(refusalOf(sent)).toBe("force_indicated");
  });

  test("once a later word was taken as naming Satpol PP", async () => {
    const { world, id, officer } = await claimed();
    await noted(world, id, ["satpol_pp"]);
    await world.extractDesk.verify(officer, id, FOUND);

    const sent = await world.extractDesk.send(officer, id, WANTED);

    expect(refusalOf(sent)).toBe("corps_excluded");
  });

  test("from a body that is no social office, nor from an officer who has not claimed", async () => {
    const { world, id } = await claimed();
    const colleague = await world.hire(SOCIAL, "rekan");
    const filed = await world.file();
    const lead = await world.hire(LEAD);
    await world.desk.claim(lead, filed.id);

    const tried = [
      await world.extractDesk.send(lead, filed.id, WANTED),
      await world.extractDesk.send(colleague, id, WANTED),
      await world.extractDesk.send(await world.hire(ORDER_POLICE), id, WANTED),
    ];

    expect(tried.map(refusalOf)).toEqual(["not_allowed_to_body", "not_claimed", "unknown_case"]);
  });
});

describe("no words of a reporter", () => {
  test("go along: five in a row are refused, however they are set", async () => {
    const { world, id, officer } = await claimed();
    await world.extractDesk.verify(officer, id, FOUND);

    const tried = [
      { ...WANTED, place: "RUKO KOSONG, dekat\nterminal – itu" },
      { ...WANTED, place: "terminal itu", times: "tiap malam minggu ramai" },
      { ...WANTED, place: "ruko kosong dekat terminal" },
    ];
    const results = [];
    for (const wanted of tried) results.push(refusalOf(await world.extractDesk.send(officer, id, wanted)));

    expect(results).toEqual(["words_copied", "words_copied", "granted"]);
  });

  test("reach Satpol PP from any report and any extract: never five of them in a row", () => {
    const word = fc.constantFrom(
      "ruko",
      "kosong",
      "dekat",
      "terminal",
      "malam",
      "ramai",
      "tamu",
      "gang",
      "5",
    );
    const mark = fc.constantFrom(" ", ", ", "\n", " – ", ". ");
    const sentence = fc
      .array(fc.tuple(word, mark), { minLength: 1, maxLength: 30 })
      .map((pairs) => pairs.map(([one, between]) => `${one}${between}`).join(""));
    const plainly = (text: string) =>
      ` ${
        text
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu)
          ?.join(" ") ?? ""
      } `;

    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 4 }), sentence, (said, written) => {
        fc.pre(!quotes(written, said));

        const words = plainly(written).trim().split(" ");
        const whole = plainly(said.join(" "));

        for (let from = 0; from + 5 <= words.length; from += 1) {
          expect(whole).not.toContain(` ${words.slice(from, from + 5).join(" ")} `);
        }
      }),
    );
  });
});
