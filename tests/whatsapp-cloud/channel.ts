/** The channel under test, opened against the Graph server of tests/servers/graph. */
import { instant } from "../../api/kernel.ts";
import { createLogger, logTo } from "../../api/log.ts";
import type { Inbox, Undelivered } from "../../bots/channel.ts";
import { createWhatsappCloud } from "../../bots/whatsapp-cloud/index.ts";
import type { ContractPerson } from "../contracts/channel.ts";
import { openGraphRoute } from "../servers/graph-route.ts";
import type { GraphPerson, GraphServer } from "../servers/graph/index.ts";

export type OpenedCloud = Awaited<ReturnType<typeof openCloud>>;

/** Started and subscribed. What Meta gives back is kept; `known` says what the courier would answer. */
export async function openCloud(server: GraphServer, inbox: Inbox, { template }: { template?: string } = {}) {
  const logged: string[] = [];
  const returned: { receipt: string; why: Undelivered }[] = [];
  const answers: ("noted" | "unknown")[] = [];
  const route = await openGraphRoute(() => channel);
  const channel = createWhatsappCloud({
    ...server,
    ...(template === undefined ? {} : { template }),
    inbox,
    returns: {
      async returned(_channel, receipt, why) {
        returned.push({ receipt, why });
        return answers.shift() ?? "noted";
      },
    },
    clock: () => instant(Date.now()),
    log: logTo(createLogger("debug", { write: (line) => void logged.push(line) })),
  });
  await channel.start();
  await server.subscribe(route.url, server.verifyToken);
  return {
    channel,
    logged,
    returned,
    /** How the next failures are taken. */
    answers,
    url: route.url,
    async close() {
      await channel.stop();
      await server.close();
      await route.close();
    },
  };
}

export function contractPerson(person: GraphPerson): ContractPerson {
  const { name, number, userId } = person.identity;
  return {
    types: (text) => person.types(text),
    presses: (label) => person.presses(label),
    reads: () => person.reads(),
    sees: () => person.sees().map(({ text }) => text),
    // Where Meta gives no opaque id, the number is the address.
    identity: [...name.split(" "), ...(userId === undefined ? [] : [number])],
    sends: {
      picture: () => person.sends("image"),
      video: () => person.sends("video"),
      voice: () => person.sends("audio"),
      file: () => person.sends("document"),
      sticker: () => person.sends("sticker"),
      contact: () => person.sends("contacts"),
      other: () => person.sends("unsupported"),
    },
  };
}
