/** A street with four reports at different points of their way, and the copy of the database that a thief took of it. */
import type { CaseId } from "../../api/kernel.ts";
import { createSlowHash } from "../../api/vault/index.ts";
import { right } from "../servers/road.ts";
import { openStreet, type Passer, type Street } from "../servers/street.ts";
import { dumpOf } from "./dump.ts";

/** One word of each story that stands nowhere else, and what officers wrote. */
export const WORDS = {
  closed: "bercat-jingga-tua",
  fresh: "bercat-ungu-muda",
  undelivered: "bercat-hijau-toska",
  draft: "bercat-abu-perak",
  note: "sudah-koordinasi-kelurahan",
  reply: "terima-kasih-sudah-cerita",
};
export const FILED = [WORDS.closed, WORDS.fresh, WORDS.undelivered];

/** As road.ts has it: what is promised does not lean on the cost of a hash here. */
export const hash = createSlowHash({ memoryKiB: 8, passes: 1 });

export const story = (word: string) =>
  `ada anak tetangga umur 13 disuruh melayani tamu di rumah kos ${word} dekat pasar Batang, Kabupaten Batang`;

/** The words that stand in the text. */
export const inText = (text: string, words: readonly string[]) => words.filter((word) => text.includes(word));

/** Tells a story to its end, up to the last word before it is sent. */
export async function tells(person: Passer, word: string): Promise<void> {
  for (const text of [story(word), "itu saja", "lewati", "lewati", "lewati", "lewati"])
    await person.says(text);
}

export type Robbed = Awaited<ReturnType<typeof openRobbed>>;

/**
 * `closed`: read, answered, noted, closed. `fresh`: filed and receipt delivered. `undelivered`: filed, and the receipt
 * with its code has not left when the thief comes. `draft`: not filed.
 */
export async function openRobbed() {
  const street = await openStreet();
  const { ppa } = street.staff;
  const people = {
    closed: street.person(),
    fresh: street.person(),
    undelivered: street.person(),
    draft: street.person(),
  };

  const closed = await file(street, people.closed, WORDS.closed);
  await street.settle();
  right(await street.desk.claim(ppa, closed));
  right(await street.desk.note(ppa, closed, WORDS.note));
  right(await street.desk.reply(ppa, closed, WORDS.reply));
  await street.settle();
  right(await street.desk.close(ppa, closed, { outcome: "victim_safe", text: "selesai" }));
  const fresh = await file(street, people.fresh, WORDS.fresh);
  await street.settle();
  await people.draft.says(story(WORDS.draft));
  const undelivered = await file(street, people.undelivered, WORDS.undelivered);
  const stolen = await dumpOf(street.store);
  await street.settle();

  return {
    street,
    people,
    stolen,
    addresses: Object.values(people).map(({ address }) => address),
    cases: { closed, fresh, undelivered },
    codes: {
      closed: people.closed.code(),
      fresh: people.fresh.code(),
      undelivered: people.undelivered.code(),
    },
    server: street.keys.server.privateKey,
    periods: street.keys.periods(),
    bodyKeys: { ppa: await bodyKey(street, "ppa"), coordinator: await bodyKey(street, "coordinator") },
  };
}

/** Files it and lets nothing leave. */
async function file(street: Street, person: Passer, word: string): Promise<CaseId> {
  const before = await street.cases();
  await tells(person, word);
  await person.types("kirim");
  while (await street.dispatch.once());
  const [id] = (await street.cases()).filter((one) => !before.includes(one));
  if (id === undefined) throw new Error(`not filed: ${person.reads().at(-1)}`);
  return id;
}

/** A body's private key, as its officer opens it. */
async function bodyKey(street: Street, who: "ppa" | "coordinator"): Promise<string> {
  const { officer, privateKey } = street.staff[who];
  const key = await street.directory.unlockAgencyKey(officer, privateKey);
  if (key === undefined) throw new Error("the officer holds no key");
  return key;
}
