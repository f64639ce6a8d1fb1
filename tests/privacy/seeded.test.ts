import { cpSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CaseId } from "../../api/kernel.ts";
import { openStore } from "../../api/store/index.ts";
import { random } from "../servers/database.ts";
import { codeIn } from "../servers/street.ts";
import { dumpOf, filesIn, found, foundInFiles, rowsOf, type Dump } from "./dump.ts";
import { openHotline, type Hotline } from "./hotline.ts";

/** Words that stand nowhere but in what these people write. */
const SAID = {
  telegram: "bercatungumuda",
  caption: "fotowarungbiru",
  forwarded: "pesanterusanpakrt",
  followUp: "diajugakesekolah",
  erased: "ceritayangdihapus",
  webchat: "gudangbekaspabrik",
  terminal: "kontrakanujunggang",
  unheard: "barusajaditulis",
};
const WRITTEN = { note: "koordinasikelurahan", reply: "terimakasihceritanya", action: "kunjungankelokasi" };
/** Digits of a location pin that no district's own figures have. */
const POINT = { latitude: -6.931234567, longitude: 109.723456789 };
const story = (word: string) =>
  `ada anak tetangga disuruh melayani tamu di rumah kos ${word} dekat pasar Batang, Kabupaten Batang`;
const TO_THE_END = ["itu saja", "lewati", "lewati", "lewati", "lewati", "kirim"];

let hotline: Hotline;
let dump: Dump;
let logged: string;
let printed = "";
let secrets: string[];

beforeAll(async () => {
  const restore = listenToOutput((text) => {
    printed += text;
  });
  hotline = await openHotline();
  await liveThroughADay(hotline);
  dump = await dumpOf(hotline.store);
  await hotline.store.maintain();
  await hotline.close();
  logged = hotline.logged();
  secrets = [...hotline.secrets, "931234567", "723456789", ...Object.values(SAID), ...Object.values(WRITTEN)];
  restore();
});
afterAll(() => hotline.remove());

/** What this process writes to standard output and standard error is kept, and still written. */
function listenToOutput(hear: (text: string) => void): () => void {
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream, write } of streams) {
    stream.write = ((...args: Parameters<typeof write>) => {
      hear(String(args[0]));
      return write.apply(stream, args);
    }) as typeof write;
  }
  return () => {
    for (const { stream, write } of streams) stream.write = write;
  };
}

async function liveThroughADay({ secrets: given, settle, ...house }: Hotline): Promise<void> {
  const { timetable } = house;
  await timetable.start();

  const neighbour = house.person({
    first_name: "Sekarwangiasih",
    last_name: "Pranatamulyo",
    username: "sekar_pranata_88",
    phone: "+6281299887766",
  });
  const says = async (text: string) => {
    await neighbour.types(text);
    await settle();
  };
  await says(story(SAID.telegram));
  await neighbour.sends("photo", `lihat ${SAID.caption}`, {
    forward_origin: { type: "hidden_user", date: 1, sender_user_name: "Bu Lurah Wiryani" },
  });
  await neighbour.sends("contact");
  await neighbour.sharesPlace(POINT.latitude, POINT.longitude);
  await neighbour.forwards(`kata orang ${SAID.forwarded}`);
  await settle();
  for (const text of TO_THE_END) await says(text);
  given.add("Bu Lurah Wiryani");
  given.add("Wiryani");
  remember(given, codeIn(neighbour.reads()));

  const visitor = house.visitor();
  await visitor.open("/chat");
  for (const text of [story(SAID.webchat), ...TO_THE_END]) {
    await visitor.type(text);
    await settle();
    await visitor.open("/chat");
  }
  remember(given, codeIn(visitor.lines("ours")));
  for (const cookie of visitor.jar.values()) given.add(cookie);

  const terminal = await house.terminal();
  for (const text of [story(SAID.terminal), ...TO_THE_END]) {
    await terminal.types(text);
    await settle();
  }
  const code = codeIn(terminal.reads());
  remember(given, code);
  // The code opens the thread from another channel.
  await visitor.type(code);
  await settle();

  const regretful = house.person({ first_name: "Damarjatikusuma", username: "damarjati_kusuma" });
  for (const text of [story(SAID.erased), "hapus", "ya"]) {
    await regretful.types(text);
    await settle();
  }

  const officer = await house.officerAtWork();
  const report = caseOf(await house.road.desk.cards(actorOf(house), { limit: 10 }));
  const at = (act: string) => `/petugas/kasus/${report}/${act}`;
  await officer.get(`/petugas/kasus/${report}`);
  await officer.send(at("ambil"));
  await officer.send(at("catatan"), { teks: `catatan: ${WRITTEN.note}` });
  await officer.send(at("tindakan"), { tindakan: "visited_place", teks: WRITTEN.action });
  await officer.send(at("balas"), { teks: `Halo, ${WRITTEN.reply}` });
  expect(officer.here().text).toContain(WRITTEN.reply);
  await settle();
  await says(`tadi lupa, ${SAID.followUp}`);

  // Heard and not handled yet; the answer to it has not left either.
  await neighbour.types(`masih ada: ${SAID.unheard}`);
  await house.heard();
  await timetable.stop();
}

function remember(given: Set<string>, code: string): void {
  const digits = code.replaceAll(" ", "");
  for (const form of [code, digits, code.replaceAll(" ", "-"), digits.slice(5, 19)]) given.add(form);
}

const actorOf = ({ staff: { ppa } }: Pick<Hotline, "staff">) =>
  ({ kind: "officer", officer: ppa.officer, agency: ppa.agency, role: ppa.role }) as const;

function caseOf(cards: { id: CaseId }[]): CaseId {
  expect(cards).toHaveLength(3);
  const [first] = cards;
  if (first === undefined) throw new Error("no report came in");
  return first.id;
}

describe("after a day with reports from three channels, replies and notes", () => {
  test("the day took place: reports, events, traces, sessions and tasks are in the database", () => {
    for (const table of [
      "case_card",
      "case_event",
      "trace",
      "session",
      "visit_line",
      "access_entry",
      "inbox",
    ])
      expect(rowsOf(dump, table).length, table).toBeGreaterThan(0);
    expect(dump.get("pgboss.schedule")?.length).toBeGreaterThan(0);
    expect(secrets.length).toBeGreaterThan(40);
    expect(secrets.filter((secret) => secret.length < 5)).toEqual([]);
  });

  test("no column of any table holds a word, a name, an address, a code, a passphrase or a token", () => {
    expect(found(dump, secrets)).toEqual([]);
  });

  test("no line of the log holds one, and nothing was printed that does", () => {
    const text = (logged + printed).toLowerCase();

    expect(logged.length).toBeGreaterThan(100);
    expect(secrets.filter((secret) => text.includes(secret.toLowerCase()))).toEqual([]);
  });

  test("no file of the data folder holds one, the write-ahead log included", () => {
    expect(filesIn(hotline.dataDir).some(({ path }) => path.includes("pg_wal"))).toBe(true);
    expect(foundInFiles(hotline.dataDir, secrets)).toEqual([]);
  });
});

describe("this search finds what it looks for", () => {
  test("a word planted in a copy of a row, as text, in JSON or in bytes", () => {
    const [row = {}] = rowsOf(dump, "case_event");
    const plant = (column: string, value: unknown) =>
      found(new Map([["public.case_event", [{ ...row, [column]: value }]]]), secrets);

    expect(plant("kind", `filed ${SAID.telegram}`)).toEqual([`public.case_event.kind: ${SAID.telegram}`]);
    expect(plant("detail", { text: SAID.webchat })).toEqual([`public.case_event.detail: ${SAID.webchat}`]);
    expect(plant("sealed", Buffer.from(`..${WRITTEN.note}..`))).toEqual([
      `public.case_event.sealed: ${WRITTEN.note}`,
    ]);
  });

  test("a word written to a copy of the database and deleted again, in the files that remain", async () => {
    const copy = `${hotline.dataDir}-copy`;
    cpSync(hotline.dataDir, copy, { recursive: true });
    const store = await openStore({ dataDir: copy, random });
    await store.pool.query("insert into setting (name, value) values ('leak', $1)", [SAID.terminal]);
    await store.pool.query("delete from setting where name = 'leak'");
    await store.maintain();
    await store.close();

    expect(foundInFiles(copy, [SAID.terminal, SAID.webchat]).join("\n")).toContain(`: ${SAID.terminal}`);
    expect(foundInFiles(copy, [SAID.webchat])).toEqual([]);
  });
});
