/**
 * What every channel promises, as tests. A channel is opened against a fake of its platform; what the platform cannot
 * do is left out by the peer and the promise is skipped, so that the report shows it.
 */
import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { Channel, Heard, Inbox, Message, Said } from "../../bots/channel.ts";
import { createCollectingInbox } from "./collecting-inbox.ts";

export type Unreadable = (Said & { kind: "unreadable" })["what"];

/** The person at the other end. Each act resolves when the platform has it (and has tried to hand it over once). */
export type ContractPerson = {
  types(text: string): Promise<void>;
  presses?(label: string): Promise<void>;
  /** Sends things the channel refuses; the key is what each must be heard as. */
  sends?: Partial<Record<Unreadable, () => Promise<void>>>;
  blocks?(): Promise<void>;
  /** The messages of ours that still stand, oldest first. */
  reads(): string[];
  /** Everything that still stands, the person's own words too. */
  sees(): string[];
  /** Names, numbers and the like, none of which may be heard. */
  identity: string[];
};

export type OpenedChannel = {
  channel: Channel;
  person: ContractPerson;
  /** How many files were fetched from the platform so far. */
  filesFetched(): number;
  /** The platform lets us take back our own messages only. */
  keepsTheirWords?: true;
  /** Makes the platform hand over its next message twice. */
  duplicateNext?(): void;
  close(): Promise<void>;
};

const message = (text: string, rest: Partial<Message> = {}): Message => ({
  text,
  choices: [],
  protect: true,
  ...rest,
});
/** What a network has taken it may give back later; that is a promise of the courier. */
const ARRIVED = ["delivered", "taken"];
const oneLine = (texts: readonly string[]) => texts.join(" ").replace(/\s+/g, " ").trim();

/** Runs the promises against one channel. `open` gives it started, with `inbox` as its inbox. */
export function channelContract(name: string, open: (inbox: Inbox) => Promise<OpenedChannel>): void {
  describe(`${name} as a channel`, () => {
    let opened: OpenedChannel | undefined;

    async function begin() {
      const inbox = createCollectingInbox();
      opened = await open(inbox);
      return { inbox, ...opened };
    }
    /** A person must have written before anything can be said to them. */
    async function beginChat() {
      const begun = await begin();
      await begun.person.types("halo");
      const [first] = await begun.inbox.hasHeard(1);
      return { ...begun, address: (first as Heard).address, first: first as Heard };
    }
    afterEach(async () => {
      await opened?.channel.stop();
      await opened?.close();
      opened = undefined;
    });

    test("what is typed is heard once, whole", async () => {
      const { person, inbox, channel } = await begin();
      const words = `Baris satu, "kutip" <b>&amp;</b> 🌙\n\n  baris tiga ${"panjang ".repeat(200)}akhir`;

      await person.types(words);
      await inbox.hasHeard(1);

      expect(inbox.heard).toHaveLength(1);
      expect(inbox.heard[0]).toMatchObject({ channel: channel.name, said: { kind: "text", text: words } });
    });

    test("messages are heard in the order in which they were typed, each under an id of its own", async () => {
      const { person, inbox } = await begin();

      for (const words of ["satu", "dua", "tiga"]) await person.types(words);
      const heard = await inbox.hasHeard(3);

      expect(heard.map(({ said }) => said.kind === "text" && said.text)).toEqual(["satu", "dua", "tiga"]);
      expect(new Set(heard.map(({ externalId }) => externalId)).size).toBe(3);
      expect(new Set(heard.map(({ address }) => address)).size).toBe(1);
    });

    test("a repeated delivery carries the same id", async ({ skip }) => {
      const { person, inbox, duplicateNext } = await begin();
      if (duplicateNext === undefined) return skip("the platform repeats nothing");
      duplicateNext();

      await person.types("hanya sekali");
      const [first, second] = await inbox.wasHanded(2);

      expect(second?.externalId).toBe(first?.externalId);
      expect(inbox.heard).toHaveLength(1);
    });

    test("a pressed choice comes back as its token", async ({ skip }) => {
      const { person, inbox, channel, address } = await beginChat();
      if (person.presses === undefined) return skip("the channel has no buttons");
      const choices = [
        { token: "child-1:yes", label: "Ya" },
        { token: "child-1:no", label: "Tidak" },
      ];
      await channel.say(address, message("Apakah ada anak?", { choices }));

      await person.presses("Tidak");
      const heard = await inbox.hasHeard(2);

      expect(heard[1]?.said).toEqual({ kind: "choice", token: "child-1:no" });
      expect(heard[1]?.address).toBe(address);
    });

    test("choices can be read as numbers too", async () => {
      const { person, channel, address } = await beginChat();
      const choices = [
        { token: "a", label: "Ya" },
        { token: "b", label: "Tidak" },
      ];

      const delivery = await channel.say(address, message("Apakah ada anak?", { choices }));

      expect(ARRIVED).toContain(delivery.kind);
      expect(oneLine(person.reads())).toBe("Apakah ada anak? 1. Ya 2. Tidak");
    });

    test("what cannot be read is heard by its kind, and not a byte of it is fetched", async ({ skip }) => {
      const { person, inbox, filesFetched } = await begin();
      const kinds = Object.entries(person.sends ?? {});
      if (kinds.length === 0) return skip("the channel takes text only");

      for (const [, send] of kinds) await send();
      const heard = await inbox.hasHeard(kinds.length);

      expect(heard.map(({ said }) => said)).toEqual(kinds.map(([what]) => ({ kind: "unreadable", what })));
      expect(filesFetched()).toBe(0);
    });

    test("nothing that says who somebody is gets past the channel", async () => {
      const { person, inbox } = await begin();
      const acts = Object.values(person.sends ?? {});

      await person.types("halo");
      for (const act of acts) await act();
      const heard = await inbox.hasHeard(acts.length + 1);

      expect(person.identity.filter((who) => JSON.stringify(heard).includes(who))).toEqual([]);
    });

    test("while the inbox fails, nothing is lost, repeated or put out of order", async () => {
      const { person, inbox } = await begin();
      inbox.failNext(3);

      await person.types("jangan hilang");
      await person.types("ini juga");
      await inbox.hasHeard(2);

      expect(inbox.heard.map(({ said }) => said.kind === "text" && said.text)).toEqual([
        "jangan hilang",
        "ini juga",
      ]);
      expect(inbox.deliveries.length).toBeGreaterThanOrEqual(5);
    });

    test("what is being taken in when the channel stops is in the inbox when it has stopped", async () => {
      const { person, inbox, channel } = await begin();
      const hold = inbox.holdNext();
      const typed = person.types("sedang diterima");
      await hold.reached;

      const stopped = channel.stop().then(() => inbox.heard.length);
      await setImmediate();
      hold.release();
      const heardWhenStopped = await stopped;
      await typed;

      expect(heardWhenStopped).toBe(1);
    });

    test("after a stop nothing is heard, and nothing is lost", async () => {
      const { person, inbox, channel } = await beginChat();
      await channel.stop();

      await person.types("ditulis saat bot mati");

      expect(inbox.heard).toHaveLength(1);
      await channel.start();
      const heard = await inbox.hasHeard(2);
      expect(heard[1]?.said).toMatchObject({ kind: "text", text: "ditulis saat bot mati" });
    });

    test("a long text arrives whole and in order", async () => {
      const { person, channel, address } = await beginChat();
      const sentences = Array.from({ length: 900 }, (_, index) => `Kalimat nomor ${index} selesai.`);
      const text = sentences.map((one, index) => one + (index % 7 === 0 ? "\n\n" : " ")).join("");

      const delivery = await channel.say(address, message(text));

      expect(ARRIVED).toContain(delivery.kind);
      expect(oneLine(person.reads())).toBe(oneLine([text]));
    });

    test("a person who blocked us is gone, and is heard leaving", async ({ skip }) => {
      const { person, inbox, channel, address } = await beginChat();
      if (person.blocks === undefined) return skip("nobody can block this channel");

      await person.blocks();
      const delivery = await channel.say(address, message("Masih di sana?"));
      const heard = await inbox.hasHeard(2);

      expect(delivery.kind).toBe("gone");
      expect(heard[1]).toMatchObject({ address, said: { kind: "left" } });
    });

    test("erasing takes away our messages and, where the platform lets us, the person's", async ({
      skip,
    }) => {
      const { person, channel, address, first, keepsTheirWords } = await beginChat();
      if (channel.erase === undefined) return skip("the platform erases nothing");
      const said = await channel.say(address, message("Kami membaca."));
      expect(person.sees()).toHaveLength(2);

      const ours = said.kind === "delivered" ? said.trace : undefined;
      await channel.erase(
        address,
        [first.trace, ours].filter((trace) => trace !== undefined),
      );

      expect(person.sees()).toEqual(keepsTheirWords ? ["halo"] : []);
    });
  });
}
