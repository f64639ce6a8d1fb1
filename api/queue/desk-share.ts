/** Letting bodies in and out: access and the ability to read are one act, and both are in the same write. */
import { ok, refuse, type AgencyId, type CaseId, type Result } from "../kernel.ts";
import type { Access } from "../routing/index.ts";
import { newEpoch, type KeyCopy } from "../vault/index.ts";
import { changeCase, mergeShares, nothingToWrite, type Decided, type Seen } from "./change.ts";
import {
  alreadyHas,
  decideRefer,
  decideRevoke,
  decideTransfer,
  readersOfNewEpoch,
  whyNotSealedTo,
} from "./decide-sharing.ts";
import type { Desk } from "./desk.ts";
import { hasPart } from "./fuller-parts.ts";
import { barredIn, copiesFor, sealWords, type EpochKeys } from "./keys.ts";
import { copiesOfEpoch } from "./new-epoch.ts";
import { dutyNotices } from "./notices.ts";
import type { Member } from "./permit.ts";
import {
  checkReason,
  checkRights,
  enter,
  readCase,
  sealNow,
  type DeskParts,
  type Unlocked,
} from "./unlock.ts";

export function deskShare(parts: DeskParts): Pick<Desk, "refer" | "transfer" | "revoke"> {
  const { cases, bodies, server, clock } = parts;

  /** What letting a body in has in common: the log, the present keys, and the corps that are kept out. */
  async function letIn(
    by: Unlocked,
    id: CaseId,
    act: "refer" | "transfer",
    agency: AgencyId,
    decide: (seen: Seen, member: Member, keys: EpochKeys) => Promise<Result<Decided<undefined>>>,
  ): Promise<Result<undefined>> {
    const entered = await enter(parts, by, id, act);
    if (!entered.ok) return entered;
    const body = (await bodies.all()).find((one) => one.id === agency);
    return changeCase(cases, entered.value.member, id, async (seen) => {
      const read = await readCase(parts, by, id);
      if (!read.ok) return read;
      const kept = whyNotSealedTo(body, barredIn(read.value.events));
      return kept === undefined ? decide(seen, entered.value.member, read.value.keys) : refuse(kept);
    });
  }

  /** Every epoch that the acting body holds, for the newcomer. Refuses agency_not_open when it has no key. */
  async function copiesForNewcomer(
    id: CaseId,
    keys: EpochKeys,
    agency: AgencyId,
  ): Promise<Result<KeyCopy[]>> {
    const [bodyKey] = await bodies.keys([agency]);
    return bodyKey === undefined
      ? refuse("agency_not_open")
      : ok(await copiesFor(server, id, keys, bodyKey, false));
  }

  return {
    async refer(by, id, agency, access, reason) {
      const text = checkReason(reason);
      if (!text.ok) return text;
      if (agency === by.agency) return refuse("invalid_value");
      return letIn(by, id, "refer", agency, async ({ card, shares }, member, keys) => {
        const target: { agency: AgencyId; access: Access } = { agency, access };
        if (alreadyHas(shares, target)) return nothingToWrite;
        const words = await sealNow(parts, member, card, { kind: "referred", text: text.value });
        const decided = decideRefer(card, shares, member, target, words, clock());
        if (!decided.ok) return decided;
        const copies = access === "full" ? await copiesForNewcomer(id, keys, agency) : ok([]);
        if (!copies.ok) return copies;
        const outbox = await dutyNotices(parts, [agency], "waiting", clock());
        return ok({ change: { ...decided.value, copies: copies.value, outbox }, value: undefined });
      });
    },

    async transfer(by, id, agency, reason) {
      const text = checkReason(reason);
      if (!text.ok) return text;
      if (agency === by.agency) return refuse("invalid_value");
      return letIn(by, id, "transfer", agency, async ({ card, shares }, member, keys) => {
        const words = await sealNow(parts, member, card, { kind: "transferred", text: text.value });
        const decided = decideTransfer(card, shares, member, agency, words, clock());
        if (!decided.ok) return decided;
        const copies = await copiesForNewcomer(id, keys, agency);
        if (!copies.ok) return copies;
        // No notices here: the case waits unpinged again, and the clockwork wakes whoever may claim it.
        return ok({ change: { ...decided.value, copies: copies.value }, value: undefined });
      });
    },

    async revoke(by, id, agency, reason) {
      const text = checkReason(reason);
      if (!text.ok) return text;
      const allowed = await checkRights(cases, by, id, "revoke");
      if (!allowed.ok) return allowed;
      const { member } = allowed.value;
      const all = await bodies.all();
      const coordinators = new Set(all.filter(({ kind }) => kind === "coordinator").map((body) => body.id));
      return changeCase(cases, member, id, async ({ card, shares }) => {
        const { key, privateKey } = await newEpoch(server, id, card.epoch + 1);
        const words = await sealWords(server, id, key, { kind: "revoked", text: text.value });
        const decided = decideRevoke(card, shares, member, agency, words, clock());
        if (!decided.ok) return decided;
        const left = mergeShares(shares, decided.value.shares);
        // Else one body, or one person in it, could keep a report to itself for good.
        if (
          coordinators.has(agency) &&
          !left.some((share) => hasPart(share) && coordinators.has(share.agency))
        )
          return refuse("needs_coordinator");
        const opening = { epoch: key.epoch, privateKey };
        const bodyKeys = await bodies.keys(readersOfNewEpoch(left).map(({ agency: reader }) => reader));
        if (!bodyKeys.some((one) => one.agency === member.agency)) {
          throw new Error("the acting body has no key");
        }
        const receipt = await cases.receiptKey(member, id);
        if (receipt === undefined) throw new Error(`case without a receipt: ${id}`);
        const copies = await copiesOfEpoch(server, id, opening, left, bodyKeys, receipt);
        return ok({ change: { ...decided.value, epoch: key, copies }, value: undefined });
      });
    },
  };
}
