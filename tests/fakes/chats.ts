/** A channel whose chats are Maps: what was said arrives at once, unless something else was planned. */
import type { Address, Channel, ChannelName, Delivery, Message } from "../../bots/channel.ts";

/** `repeatable`: it arrives, but the answer is lost. An Error is thrown. */
export type Planned = Delivery | { kind: "repeatable" } | Error;

export type FakeChats = Channel & {
  /** What arrived in a chat, oldest first. */
  read(address: string): string[];
  messages(address: string): Message[];
  /** Every attempt, in order: whose chat it was for. */
  readonly attempts: string[];
  /** Platform ids that were to be erased, by chat. */
  readonly erased: Map<string, string[]>;
  /** Resolves with the next message that arrives in this chat. */
  arrives(address: string): Promise<void>;
  /** The platform refuses to erase in this chat. */
  failErasing(address: string): void;
  /** What becomes of the next messages to this chat, one after the other; then they are delivered again. */
  plan(address: string, ...planned: Planned[]): void;
};

export function createFakeChats(name: string, abilities: Partial<Channel["abilities"]> = {}): FakeChats {
  const chats = new Map<string, Message[]>();
  const plans = new Map<string, Planned[]>();
  const attempts: string[] = [];
  const erased = new Map<string, string[]>();
  const stubborn = new Set<string>();
  const watchers = new Map<string, () => void>();
  let arrived = 0;

  const arrive = (address: string, message: Message): string => {
    chats.set(address, [...(chats.get(address) ?? []), message]);
    arrived += 1;
    watchers.get(address)?.();
    return `sent-${arrived}`;
  };

  return {
    name: name as ChannelName,
    abilities: { buttons: true, pauseMs: 0, ...abilities },
    attempts,
    erased,
    read: (address) => (chats.get(address) ?? []).map(({ text }) => text),
    messages: (address) => chats.get(address) ?? [],
    plan: (address, ...planned) => void plans.set(address, [...(plans.get(address) ?? []), ...planned]),
    async start() {},
    async stop() {},
    async say(address: Address, message: Message): Promise<Delivery> {
      attempts.push(address);
      const planned = plans.get(address)?.shift();
      if (planned === undefined) return { kind: "delivered", trace: arrive(address, message) };
      if (planned instanceof Error) throw planned;
      if (planned.kind !== "repeatable") return planned;
      arrive(address, message);
      return { kind: "unsure", code: "ECONNRESET" };
    },
    arrives: (address) => new Promise((resolve) => void watchers.set(address, resolve)),
    failErasing: (address) => void stubborn.add(address),
    async erase(address: Address, traces: string[]) {
      if (stubborn.has(address)) throw new Error("the platform is away");
      erased.set(address, [...(erased.get(address) ?? []), ...traces]);
    },
  };
}
