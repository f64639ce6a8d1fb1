/** A street with WhatsApp on it: the Graph server posts to a route, as Meta does, over real HTTP. */
import { createWhatsappCloud, type WhatsappCloud } from "../../bots/whatsapp-cloud/index.ts";
import type { CaseId } from "../../api/kernel.ts";
import { openGraphRoute } from "./graph-route.ts";
import { createGraphServer, type GraphPerson } from "./graph/index.ts";
import { right } from "./road.ts";
import { NOON, openStreet, sendToEnd, STORY } from "./street.ts";

export type GraphStreet = Awaited<ReturnType<typeof openGraphStreet>>;

export async function openGraphStreet({ template }: { template?: string } = {}) {
  const at: { clock: () => number } = { clock: () => NOON };
  const server = await createGraphServer({ clock: () => at.clock() });
  let channel: WhatsappCloud | undefined;
  const route = await openGraphRoute(() => channel);
  const street = await openStreet({
    channels: (inbox, log, clock, returns) => {
      at.clock = clock;
      const named = template === undefined ? {} : { template };
      channel = createWhatsappCloud({ ...server, ...named, inbox, returns, clock, log });
      return [channel];
    },
  });
  await channel?.start();
  await server.subscribe(route.url, server.verifyToken);
  const people: GraphPerson[] = [];

  /** Until nothing is due and Meta has nothing more to tell. */
  async function settle(): Promise<void> {
    for (let told = -1; told < server.posted(); ) {
      await street.settle();
      told = server.posted();
      await server.settled();
    }
    await street.settle();
  }
  async function says(who: GraphPerson, text: string): Promise<void> {
    await who.types(text);
    await settle();
  }

  return {
    ...street,
    server,
    settle,
    says,
    /** Somebody on another channel. */
    passer: () => street.person(),
    person(identity: Partial<GraphPerson["identity"]> = {}): GraphPerson {
      const one = server.person(identity);
      people.push(one);
      return one;
    },
    /** A filed and claimed report whose reporter has said `contact` about replies in this chat. */
    async filed(who: GraphPerson, contact = "ya, aman"): Promise<{ id: CaseId; code: string }> {
      await says(who, STORY);
      const code = await sendToEnd({ says: (text) => says(who, text), reads: who.reads }, contact);
      const { case: id } = right(await street.reporterDesk.openByCode(code));
      right(await street.desk.claim(street.staff.ppa, id));
      return { id, code };
    },
    /** Whatever says who somebody is, with Meta's ids of their messages, and what only we and Meta know. */
    secrets: () => [
      ...people.flatMap(({ identity, ids }) => [...Object.values(identity), ...ids]),
      ...server.ids,
      server.token,
      server.appSecret,
      server.verifyToken,
    ],
    async close() {
      await channel?.stop();
      await server.close();
      await route.close();
      await street.close();
    },
  };
}
