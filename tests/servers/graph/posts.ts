/** Meta's posts to the webhook: signed, one after the other, tried again until they are answered with 200. */
import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

type Change = Record<string, unknown>;

export type Posts = {
  /** Asks whether the address is ours, as Meta does once, and posts there from now on. Gives the answer's text. */
  subscribe(url: string, verifyToken: string): Promise<string>;
  /** Resolves when the first try was answered; the post stays until it is answered with 200. */
  add(change: Change): Promise<void>;
  /** The next post comes twice. */
  duplicateNext(): void;
  /** From now on nothing is posted; `release` posts all of it as one batch, in the order that it is given. */
  hold(): { release(order?: (changes: Change[]) => Change[]): Promise<void> };
  /** Posts bytes that need not be anything, signed; gives the status. */
  raw(bytes: string): Promise<number>;
  /** How many posts were put in line so far. */
  posted(): number;
  /** Resolves when every post has been taken. */
  settled(): Promise<void>;
  close(): void;
};

export function createPosts({ appSecret, retryMs }: { appSecret: string; retryMs: number }): Posts {
  const at: { url: string | undefined } = { url: undefined };
  const now = { closed: false, twice: false, posted: 0 };
  let held: Change[] | undefined;
  let line: Promise<void> = Promise.resolve();

  async function post(bytes: string): Promise<number> {
    const signature = `sha256=${createHmac("sha256", appSecret).update(bytes).digest("hex")}`;
    const headers = { "content-type": "application/json", "x-hub-signature-256": signature };
    const response = await fetch(at.url ?? "", { method: "POST", headers, body: bytes });
    await response.arrayBuffer();
    return response.status;
  }

  /** In line: a post that is refused holds up the later ones, which Meta does not promise, and tests need. */
  function enqueue(changes: Change[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const bytes = JSON.stringify(envelope(changes));
    const times = now.twice ? 2 : 1;
    now.twice = false;
    now.posted += 1;
    line = line.then(async () => {
      for (let time = 0; time < times; time += 1) {
        while (!now.closed && at.url !== undefined) {
          const status = await post(bytes).catch(() => 0);
          resolve();
          if (status === 200) break;
          await sleep(retryMs, undefined, { ref: false });
        }
      }
      resolve();
    });
    return promise;
  }

  return {
    async subscribe(url, verifyToken) {
      const question = new URLSearchParams({
        "hub.mode": "subscribe",
        "hub.challenge": "1158201444",
        "hub.verify_token": verifyToken,
      });
      const response = await fetch(`${url}?${question.toString()}`);
      const text = await response.text();
      if (response.status === 200 && text === "1158201444") at.url = url;
      return text;
    },
    add(change) {
      if (held === undefined) return enqueue([change]);
      held.push(change);
      return Promise.resolve();
    },
    duplicateNext() {
      now.twice = true;
    },
    hold() {
      held = [];
      return {
        release(order = (changes) => changes) {
          const all = order(held ?? []);
          held = undefined;
          return enqueue(all);
        },
      };
    },
    raw: post,
    posted: () => now.posted,
    async settled() {
      let seen: Promise<void> | undefined;
      while (seen !== line) {
        seen = line;
        await line;
      }
    },
    close() {
      now.closed = true;
    },
  };
}

/** Half of the changes in one entry, half in another, as Meta may put them. */
function envelope(changes: Change[]) {
  const half = Math.ceil(changes.length / 2);
  const entries = [changes.slice(0, half), changes.slice(half)].filter(({ length }) => length > 0);
  return {
    object: "whatsapp_business_account",
    entry: entries.map((some) => ({
      id: "102290129340398",
      changes: some.map((value) => ({ field: "messages", value })),
    })),
  };
}
