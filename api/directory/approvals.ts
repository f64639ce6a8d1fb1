/**
 * Four eyes: a body's first enrolment, a change of the mandates, and whoever takes a place in a body that is at work
 * wait for a second person's word.
 */
import { ok, refuse, type OfficerId, type Result } from "../kernel.ts";
import type { Mandate } from "../routing/index.ts";
import { SwappedKeyError } from "../vault/index.ts";
import { isOwn, mayDecide, somebodyMayDecide } from "./acting.ts";
import { changeOf, tellOfChange } from "./changes.ts";
import type { Directory, DirectoryParts } from "./contract.ts";
import { heldTable } from "./held-table.ts";
import type { ApprovalEffects } from "./ports.ts";
import { linesOnlyIn } from "./mandate-lines.ts";
import { newUuid } from "./uuid.ts";
import { agencyIsGenuine, mandatesMac, officerKeyIsGenuine, vouchedFor } from "./vouch.ts";
import type { Agency, Approval, BodyFacts, ChangeContent, Officer } from "./words.ts";

export function createApprovals(
  parts: DirectoryParts,
): Pick<Directory, "approvals" | "invitationsToDecide" | "approve" | "rejectApproval"> {
  const { store, server } = parts;

  async function approve(by: OfficerId, id: string): Promise<Result<Approval>> {
    const approval = (await store.approvals()).find((waiting) => waiting.id === id);
    if (!(await mayDecide(parts, by, approval))) return refuse("not_admin");
    if (approval === undefined) return refuse("conflict");
    if (await isOwn(parts, by, approval)) return refuse("own_approval");
    return end(approval, await approvedEffects(by, approval));
  }

  /** Also open to whoever asked: that withdraws it. */
  async function rejectApproval(by: OfficerId, id: string): Promise<Result<Approval>> {
    const approval = (await store.approvals()).find((waiting) => waiting.id === id);
    if (!(await mayDecide(parts, by, approval))) return refuse("not_admin");
    if (approval === undefined) return refuse("conflict");
    const content = await contentOf(approval);
    const step = approval.askedBy === by ? "withdrawn" : "rejected";
    const change = content && (await changeOf(parts, approval, content, { by, step }));
    return end(approval, { change, ...(await turnedAway(approval.officer)) });
  }

  /** One write, so that of two simultaneous deciders one decides, and a crash leaves all of it or nothing. */
  async function end(approval: Approval, effects: ApprovalEffects): Promise<Result<Approval>> {
    if (!(await store.endApproval(approval.id, effects))) return refuse("conflict");
    if (effects.change !== undefined) await tellOfChange(parts, approval, effects.change);
    return ok(approval);
  }

  /** Keeps nothing with which whoever accepted could sign in later, not even when the officer is enabled again. */
  async function turnedAway(
    id: OfficerId | undefined,
  ): Promise<Pick<ApprovalEffects, "officer" | "keyCopy">> {
    const officer = id && (await store.officer(id));
    if (officer === undefined) return {};
    const keyless = { publicKey: undefined, keyMac: undefined, lockedKey: undefined, salt: undefined };
    return {
      officer: { ...officer, ...keyless, state: "disabled" },
      ...(officer.agency !== undefined && { keyCopy: { agency: officer.agency, officer: officer.id } }),
    };
  }

  async function invitationsToDecide(by: OfficerId): Promise<{ approval: Approval; officer: Officer }[]> {
    const found: { approval: Approval; officer: Officer }[] = [];
    for (const approval of await store.approvals()) {
      if (approval.officer === undefined || !(await mayDecide(parts, by, approval))) continue;
      const officer = await store.officer(approval.officer);
      if (officer !== undefined && !(await isOwn(parts, by, approval))) found.push({ approval, officer });
    }
    return found;
  }

  async function approvedEffects(by: OfficerId, approval: Approval): Promise<ApprovalEffects> {
    const { kind, agency, officer, mandates } = approval;
    const changed = (content: ChangeContent) => changeOf(parts, approval, content, { by, step: "approved" });
    switch (kind) {
      case "first_enrolment": {
        const body = agency && (await store.agency(agency));
        if (body === undefined) throw new Error("approval without its body");
        // Approving must not launder a row that somebody wrote past the directory.
        if (!agencyIsGenuine(server, body)) throw new SwappedKeyError(body.id);
        const change = await changed(await enrolmentContent(approval, body));
        return { change, agency: vouchedFor(server, { ...body, approved: true }) };
      }
      case "invitation": {
        const accepted = officer && (await store.officer(officer));
        if (accepted === undefined) throw new Error("approval without its officer");
        if (!officerKeyIsGenuine(server, accepted)) throw new SwappedKeyError(accepted.id);
        return accepted.state === "invited" ? { officer: { ...accepted, state: "active" } } : {};
      }
      case "mandates": {
        if (mandates === undefined) throw new Error("approval without its mandates");
        const change = await changed(await mandatesContent(parts, mandates));
        const version = ((await store.mandates())?.version ?? 0) + 1;
        return { change, mandates: { version, mandates, mac: mandatesMac(server, version, mandates) } };
      }
    }
  }

  /** What the log says of an approval; undefined for an invitation, which changes nobody's mandate. */
  async function contentOf(approval: Approval): Promise<ChangeContent | undefined> {
    if (approval.mandates !== undefined) return mandatesContent(parts, approval.mandates);
    if (approval.kind !== "first_enrolment" || approval.agency === undefined) return undefined;
    const body = await store.agency(approval.agency);
    return body && enrolmentContent(approval, body);
  }

  /** What the body was is known only to the first step: its row was changed when the change was asked for. */
  async function enrolmentContent({ id }: Approval, body: Agency): Promise<ChangeContent> {
    const proposed = (await store.proposedChange(id))?.content;
    const before = proposed?.kind === "first_enrolment" ? proposed.before : undefined;
    return { kind: "first_enrolment", agency: body.id, before, after: factsOf(body) };
  }

  return { approvals: () => store.approvals(), invitationsToDecide, approve, rejectApproval };
}

const factsOf = ({ name, kind, area }: Agency): BodyFacts => ({ name, kind, area });

/** The lines in which the proposed table differs from the one that holds now. */
export async function mandatesContent(
  { store, server }: DirectoryParts,
  wanted: Mandate[],
): Promise<ChangeContent> {
  const { mandates } = heldTable(server, await store.mandates());
  return { kind: "mandates", gone: linesOnlyIn(mandates, wanted), added: linesOnlyIn(wanted, mandates) };
}

/** Asks for a body's approval unless that is asked already. `before`: what it was, when it was approved as that. */
export async function askFirstEnrolment(
  parts: DirectoryParts,
  agency: Agency,
  askedBy: OfficerId | undefined,
  before?: Agency,
): Promise<void> {
  const { store, random, clock } = parts;
  const waiting = await store.approvals();
  if (waiting.some(({ kind, agency: asked }) => kind === "first_enrolment" && asked === agency.id)) return;
  const approval: Approval = {
    id: newUuid(random),
    kind: "first_enrolment",
    agency: agency.id,
    officer: undefined,
    mandates: undefined,
    askedBy,
    askedAt: clock(),
  };
  const content: ChangeContent = {
    kind: "first_enrolment",
    agency: agency.id,
    before: before && factsOf(before),
    after: factsOf(agency),
  };
  const change = await changeOf(parts, approval, content, undefined);
  await store.saveApproval(approval, change);
  await tellOfChange(parts, approval, change);
}

/**
 * Asks for a second person's word on somebody who accepts an invitation: whoever takes the place of an officer or an
 * admin, or joins a body that has had a key and so may have cases. True when it must be waited for; false for the
 * others, for those whom setup invited, and where nobody is left who could decide.
 */
export async function askInvitation(
  parts: DirectoryParts,
  invited: Officer,
  askedBy: OfficerId | undefined,
): Promise<boolean> {
  const { store, random, clock } = parts;
  for (const { id, officer } of await store.approvals())
    if (officer === invited.id) await store.endApproval(id, {});
  if (askedBy === undefined) return false;
  const body = invited.agency && (await store.agency(invited.agency));
  const takesPlace = invited.publicKey !== undefined || invited.agency === undefined;
  if (!takesPlace && body?.publicKey === undefined) return false;
  const approval: Approval = {
    id: newUuid(random),
    kind: "invitation",
    agency: invited.agency,
    officer: invited.id,
    mandates: undefined,
    askedBy,
    askedAt: clock(),
  };
  if (!(await somebodyMayDecide(parts, approval))) return false;
  await store.saveApproval(approval, undefined);
  return true;
}
