/** A road in memory with people on it: each act is heard, and `settle` lets everything happen that then is due. */
import { instant, type Actor, type CaseId } from "../../api/kernel.ts";
import type { OpenedEvent, Unlocked } from "../../api/queue/index.ts";
import type { Address, Said } from "../../bots/channel.ts";
import { createFakeChats, type FakeChats } from "../fakes/chats.ts";
import { openTestStore, random } from "./database.ts";
import {
  enrolStaff,
  freshKeys,
  openRoad,
  right,
  settle,
  standingClock,
  texts,
  type RoadParts,
} from "./road.ts";

/** Saturday noon in Jakarta. */
export const NOON = instant(Date.parse("2026-11-21T05:00:00Z"));
/** Filed early, at the first message. */
export const DANGER = "sekarang ada anak sedang dipukuli di rumah kos di Kabupaten Batang";
/** Filed only when the reporter says so, or after half an hour of quiet. */
export const STORY =
  "ada anak tetangga disuruh melayani tamu di rumah kos dekat pasar Batang, Kabupaten Batang";

export type Street = Awaited<ReturnType<typeof openStreet>>;

export type Passer = ReturnType<Street["person"]>;

type StreetParts = { staff?: false; channels?: RoadParts["channels"] };

export async function openStreet({ staff: wanted, channels }: StreetParts = {}) {
  const store = await openTestStore();
  const keys = await freshKeys(random);
  const time = standingClock(NOON);
  const chats = createFakeChats("chats");
  const road = await openRoad({
    store,
    keys,
    clock: time.clock,
    random,
    channels: (...parts) => [chats, ...(channels?.(...parts) ?? [])],
  });
  const staff = wanted === false ? undefined : await enrolStaff(road);
  const people: string[] = [];
  let said = 0;

  return {
    ...road,
    keys,
    chats,
    ...time,
    settle: () => settle(road, time),
    staff: staff as NonNullable<typeof staff>,

    person(channel: FakeChats = chats) {
      const address = `alamat-${random(6).reduce((text, byte) => text + byte.toString(16).padStart(2, "0"), "")}`;
      people.push(address);
      const hears = async (one: Said, externalId = `${(said += 1)}`) => {
        const trace = `heard-${externalId}`;
        const at = time.clock();
        return road.inbox.receive({
          channel: channel.name,
          externalId,
          address: address as Address,
          said: one,
          at,
          trace,
        });
      };
      const types = (text: string) => hears({ kind: "text", text });
      const reads = () => channel.read(address);
      /** Says it, and lets the road answer. */
      const says = async (text: string) => {
        await types(text);
        await settle(road, time);
      };
      return {
        address,
        hears,
        types,
        says,
        reads,
        opens: (payload?: string) => hears({ kind: "opened", ...(payload === undefined ? {} : { payload }) }),
        leaves: () => hears({ kind: "left" }),
        /** Presses the newest choice with this label. */
        async presses(label: string) {
          const choices = channel.messages(address).flatMap((message) => message.choices);
          const token = choices.findLast((choice) => choice.label === label)?.token;
          if (token === undefined) throw new Error(`no choice "${label}"`);
          return hears({ kind: "choice", token });
        },
        /** Tells STORY to its end and sends it; gives the code. */
        async files(contact = "lewati") {
          await says(STORY);
          return sendToEnd({ says, reads }, contact);
        },
        code: () => codeIn(reads()),
      };
    },

    /** The cases that the office in Batang sees. */
    async cases(): Promise<CaseId[]> {
      const cards = await road.desk.cards(actorOf((staff as NonNullable<typeof staff>).ppa), { limit: 100 });
      return cards.map(({ id }) => id);
    },
    /** What the office reads in a case. */
    async events(id: CaseId): Promise<OpenedEvent[]> {
      return right(await road.desk.open((staff as NonNullable<typeof staff>).ppa, id)).events;
    },

    /** Ids of all rows that could lead to a chat, by table. */
    async rowsThatKnowChats(): Promise<Record<string, number>> {
      const count = async (table: string, where: string) => {
        const { rows } = await store.pool.query<{ n: number }>(
          `select count(*)::int as n from ${table} where ${where}`,
        );
        return rows[0]?.n ?? 0;
      };
      return {
        conversation: await count("conversation", "true"),
        inbox: await count("inbox", "conversation_id is not null or sealed is not null"),
        outbox: await count("outbox", "address is not null or conversation_id is not null"),
        trace: await count("trace", "true"),
        reply_address: await count("reply_address", "true"),
      };
    },

    /** What may be in no log line: every address, and these words. */
    leaked: (words: string[]) => {
      const log = road.logged.join("");
      return [...people, ...words].filter((word) => log.includes(word));
    },
    close: () => store.close(),
  };
}

export const actorOf = ({ officer, agency, role }: Unlocked): Actor => ({
  kind: "officer",
  officer,
  agency,
  role,
});

/** The code stands alone in its message. */
export function codeIn(messages: string[]): string {
  const code = messages.findLast((text) => /^(\d{4} ){4}\d{4}$/.test(text));
  if (code === undefined) throw new Error("no code was shown");
  return code;
}

/** The reporter's own words in a case, in their order. */
export function wordsIn(events: OpenedEvent[]): string[] {
  return events.flatMap(({ content }) => {
    if (content?.kind === "filed") return content.parts.map(({ text }) => text);
    return content?.kind === "message" ? [content.part.text] : [];
  });
}

/** From "itu saja" to the code: skips every question but the one about replies, and sends. */
export async function sendToEnd(
  { says, reads }: { says(text: string): Promise<void>; reads(): string[] },
  contact = "lewati",
): Promise<string> {
  const asks = (key: string) => reads().at(-1)?.startsWith(texts.say("id", key)) ?? false;
  await says("itu saja");
  for (let question = 0; question < 10; question += 1) {
    if (reads().at(-1)?.includes(SEND_NOW)) break;
    await says(asks("bot.contact.ask") ? contact : "lewati");
  }
  await says("kirim");
  return codeIn(reads());
}

/** How the summary ends, whatever it has understood. */
const SEND_NOW = "Kirim sekarang?";
