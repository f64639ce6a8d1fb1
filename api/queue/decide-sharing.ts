/** Who else may read a case, and whose turn it is by people's decision. Pure; key copies follow in desk-share. */
import { ok, refuse, type AgencyId, type Corps, type Instant, type Refusal, type Result } from "../kernel.ts";
import { isKeptOut, type Access, type Body } from "../routing/index.ts";
import { backInQueue, eventOf, type Words } from "./decisions.ts";
import { refusalOf, type Member } from "./permit.ts";
import type { CaseCard, CaseChange, Share } from "./words.ts";

/**
 * Why nothing of this report may go to the body. `barred` undefined: it is not known who is kept out. Refuses
 * unknown_agency, no_access, not_allowed_to_body (order enforcement reads no words of a reporter), corps_excluded
 * (implicated, or excluded by the reporter; local government covers its own offices).
 */
export function whyKeptFrom(
  body: Body | undefined,
  barred: readonly Corps[] | undefined,
): Refusal | undefined {
  if (body === undefined) return "unknown_agency";
  if (barred === undefined) return "no_access";
  if (body.kind === "satpol_pp") return "not_allowed_to_body";
  return isKeptOut({ implicated: [...barred], notReaders: [] }, body) ? "corps_excluded" : undefined;
}

/** The same for a body that must be able to open what it gets: also agency_not_open. */
export function whyNotSealedTo(
  body: Body | undefined,
  barred: readonly Corps[] | undefined,
): Refusal | undefined {
  return whyKeptFrom(body, barred) ?? (body?.open === true ? undefined : "agency_not_open");
}

type Target = { agency: AgencyId; access: Access };

/** A body that was let go by a fuller story begins anew when somebody calls it back. */
function shareOf(shares: readonly Share[], agency: AgencyId): Share | undefined {
  return shares.find((share) => share.agency === agency && share.role !== "former");
}

/** The body has this access already, or more: referring to it again changes nothing. */
export function alreadyHas(shares: readonly Share[], { agency, access }: Target): boolean {
  const share = shareOf(shares, agency);
  return share?.active === true && (share.access === "full" || access === "card");
}

/**
 * Another body is asked to help; the claim stays. A body of the chain keeps its place in it. Refuses invalid_value for
 * a body that has this access already, so that referring never takes anything away.
 */
export function decideRefer(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  target: Target,
  reason: Words,
  now: Instant,
): Result<CaseChange> {
  const refusal =
    refusalOf("refer", card, shares, by) ?? (alreadyHas(shares, target) ? "invalid_value" : undefined);
  if (refusal !== undefined) return refuse(refusal);
  const earlier = shareOf(shares, target.agency);
  const share: Share = { role: "referred", position: undefined, ...earlier, ...target, active: true };
  return ok({ set: {}, events: [eventOf("referred", now, by, reason, target)], shares: [share] });
}

/** The case becomes another body's: claim cleared, fresh clock. The body that hands it on may go on reading. */
export function decideTransfer(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  agency: AgencyId,
  reason: Words,
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("transfer", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  const earlier = shareOf(shares, agency);
  const share: Share = {
    role: "referred",
    position: undefined,
    ...earlier,
    agency,
    access: "full",
    active: true,
  };
  return ok({
    set: {
      ...backInQueue(card.severity, now),
      holder: agency,
      turn: Math.max(card.turn, share.position ?? 0),
    },
    events: [eventOf("transferred", now, by, reason, { agency })],
    shares: [share],
  });
}

/**
 * A body's part ends: it goes on knowing what it read and reads nothing that follows, because that is sealed to a
 * new epoch. Refuses invalid_value for the acting body itself and for a body without a part.
 */
export function decideRevoke(
  card: CaseCard,
  shares: readonly Share[],
  by: Member,
  agency: AgencyId,
  reason: Words,
  now: Instant,
): Result<CaseChange> {
  const refusal = refusalOf("revoke", card, shares, by);
  if (refusal !== undefined) return refuse(refusal);
  const share = shareOf(shares, agency);
  const hasPart = share !== undefined && (share.active || share.position !== undefined);
  if (!hasPart || agency === by.agency) return refuse("invalid_value");
  return ok({
    set: { epoch: reason.epoch, ...(card.holder === agency && { holder: by.agency }) },
    events: [eventOf("revoked", now, by, reason, { agency })],
    shares: [{ ...share, active: false, position: undefined }],
  });
}

/** Who is sealed in when a new epoch begins: readers directly, later ones of the chain under the server's layer. */
export function readersOfNewEpoch(shares: readonly Share[]): { agency: AgencyId; outer: boolean }[] {
  return shares.flatMap(({ agency, access, active, position }) => {
    const reads = active && access === "full";
    return reads || position !== undefined ? [{ agency, outer: !reads }] : [];
  });
}
