/** How a case comes into the store for the contracts that read and change one. */
import type { DirectoryStore } from "../../../api/directory/ports.ts";
import { after, DAY, type AgencyId } from "../../../api/kernel.ts";
import type { Cases } from "../../../api/queue/ports.ts";
import type { NewCase } from "../../../api/queue/words.ts";
import type { Conversations, InboxRows, Leased } from "../../../bots/dispatch/ports.ts";
import { agencyNamed, heard, NOON, turnOf } from "./samples.ts";

export type Filed = {
  cases: Cases;
  /** Puts a sealed report where the reads find it. */
  file(newCase: NewCase): Promise<void>;
  /** Makes a body known, where the implementation asks for that. */
  enrol(name: string): Promise<AgencyId>;
};

/** How the real store files: in the turn of a conversation. */
export const filingByTurn =
  (ports: () => { inbox: InboxRows; conversations: Conversations }) =>
  async (filing: NewCase): Promise<void> => {
    const { inbox, conversations } = ports();
    await inbox.insert(heard({ pseudonym: filing.card.id }));
    const leased = (await conversations.lease(NOON, after(NOON, DAY))) as Leased;
    const outcome = await conversations.commit(turnOf(leased, { filing, case: filing.card.id }));
    if (outcome !== "done") throw new Error("the sample was not filed");
    await conversations.release(leased.id);
  };

export const enrolInDirectory =
  (directory: () => DirectoryStore) =>
  async (name: string): Promise<AgencyId> => {
    const agency = agencyNamed(name);
    await directory().saveAgency(agency);
    return agency.id;
  };
