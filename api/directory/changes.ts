/**
 * The log of what was changed under four eyes, and who has read it: append-only, each row under the server's MAC.
 * A step is written down in the same write as its effect, so that nothing changes without a trace.
 */
import { after, DAY, ok, refuse, type Instant, type OfficerId, type Result } from "../kernel.ts";
import { activeOfficer, isOwn, mayDecide } from "./acting.ts";
import { affectedBodies, scopeOfBody, scopeOfLines, type RoutingFacts } from "./affected.ts";
import type { Directory, DirectoryParts, ReadChange } from "./contract.ts";
import { heldTable } from "./held-table.ts";
import { linesOnlyIn } from "./mandate-lines.ts";
import { isOpen } from "./open.ts";
import { newUuid } from "./uuid.ts";
import { agencyIsGenuine, changeIsGenuine, changeMac } from "./vouch.ts";
import type { Agency, Approval, Change, ChangeContent, Officer } from "./words.ts";

/** As many as a page can show; older rows stay in the database. */
const SHOWN = 200;
/** A newcomer is not told what everybody has known for long. */
const NEWS_FOR = 90 * DAY;

type Parts = DirectoryParts;

/** The row that tells of the step, to be written with its effect; `decided` is undefined for a proposal. */
export async function changeOf(
  parts: Parts,
  approval: Approval,
  content: ChangeContent,
  decided: { by: OfficerId; step: "approved" | "rejected" | "withdrawn" } | undefined,
): Promise<Change> {
  const { server, random, clock } = parts;
  const step = decided?.step ?? "proposed";
  const change: Omit<Change, "mac"> = {
    id: newUuid(random),
    approval: approval.id,
    step,
    at: clock(),
    by: decided === undefined ? approval.askedBy : decided.by,
    proposedBy: approval.askedBy,
    proposedAt: approval.askedAt,
    content,
    affected: takesEffect(step, content) ? await affectedBy(parts, step, content) : [],
  };
  return { ...change, mac: changeMac(server, change) };
}

/** Wakes those whom a step concerns, once it is written down. Who is missed reads of it on every page all the same. */
export async function tellOfChange(parts: Parts, approval: Approval, change: Change): Promise<void> {
  if (change.step === "proposed") await tell(parts, "change_proposed", await decidersOf(parts, approval));
  const concerned = (await parts.store.officers()).filter(
    ({ id, agency }) => agency !== undefined && change.affected.includes(agency) && id !== change.by,
  );
  await tell(parts, "change_decided", concerned);
}

/** An approved body that is moved stops receiving at once, before anybody has agreed to its new place. */
const takesEffect = (step: Change["step"], content: ChangeContent): boolean =>
  step === "approved" ||
  (step === "proposed" && content.kind === "first_enrolment" && content.before !== undefined);

async function affectedBy(
  { store, server }: Parts,
  step: Change["step"],
  content: ChangeContent,
): Promise<Change["affected"]> {
  const rows = await store.agencies();
  const { mandates } = heldTable(server, await store.mandates());
  const others = rows.filter((row) => content.kind !== "first_enrolment" || row.id !== content.agency);
  const seen = others.map((agency) => ({ ...agency, open: isOpen(agency, agencyIsGenuine(server, agency)) }));
  switch (content.kind) {
    case "first_enrolment": {
      const { agency: id, before, after: wanted } = content;
      const facts = (place: typeof wanted, open: boolean): RoutingFacts => ({
        mandates,
        bodies: [...seen.map(asBody), { id, ...place, open }],
      });
      const was = facts(before ?? wanted, step === "proposed");
      const scope = scopeOfBody(wanted, ...(before === undefined ? [] : [before]));
      return [...new Set([...affectedBodies(was, facts(wanted, step === "approved"), scope), id])];
    }
    case "mandates": {
      const { gone, added } = content;
      const bodies = seen.map(asBody);
      const wanted = [...linesOnlyIn(mandates, gone), ...added];
      return affectedBodies(
        { bodies, mandates },
        { bodies, mandates: wanted },
        scopeOfLines([...gone, ...added]),
      );
    }
  }
}

const asBody = ({ id, name, kind, area, open }: Agency & { open: boolean }) => ({
  id,
  name,
  kind,
  area,
  open,
});

async function decidersOf(parts: Parts, approval: Approval): Promise<Officer[]> {
  const deciders: Officer[] = [];
  for (const officer of await parts.store.officers()) {
    const may = await mayDecide(parts, officer.id, approval);
    if (may && !(await isOwn(parts, officer.id, approval))) deciders.push(officer);
  }
  return deciders;
}

async function tell({ store, announce }: Parts, news: Parameters<Parts["announce"]>[0], to: Officer[]) {
  const active = to.filter(({ state }) => state === "active");
  const contacts = await Promise.all(active.map(({ id }) => store.contacts(id)));
  await announce(news, contacts.flat());
}

export function createChanges(
  parts: Parts,
): Pick<Directory, "changesFor" | "markChangeRead" | "newsFor" | "decides"> {
  const { store, server, clock } = parts;

  const decides = (id: OfficerId) => mayDecide(parts, id, undefined);

  async function changesFor(by: OfficerId): Promise<ReadChange[]> {
    const officer = await activeOfficer(parts, by);
    if (officer === undefined) return [];
    const [all, read, seesAll] = [
      await store.changes(SHOWN),
      new Set(await store.changesRead(by)),
      await decides(by),
    ];
    const newest = after(clock(), -NEWS_FOR);
    return all
      .map((change) => ({
        change,
        genuine: changeIsGenuine(server, change),
        unread: concerns(change, officer, newest) && !read.has(change.id),
      }))
      .filter(({ change }) => seesAll || isAffected(change, officer));
  }

  async function markChangeRead(by: OfficerId, id: string): Promise<Result<undefined>> {
    const found = (await changesFor(by)).find(({ change }) => change.id === id);
    if (found === undefined) return refuse("conflict");
    if (found.unread) await store.markChangeRead(id, by, clock());
    return ok(undefined);
  }

  async function newsFor(by: OfficerId) {
    const unread = (await changesFor(by)).filter((one) => one.unread).length;
    const waiting: Approval["kind"][] = [];
    for (const approval of await store.approvals()) {
      if ((await mayDecide(parts, by, approval)) && !(await isOwn(parts, by, approval)))
        waiting.push(approval.kind);
    }
    const invitations = waiting.filter((kind) => kind === "invitation").length;
    return { unread, toDecide: waiting.length - invitations, invitations };
  }

  return { changesFor, markChangeRead, newsFor, decides };
}

const isAffected = ({ affected }: Change, { agency }: Officer): boolean =>
  agency !== undefined && affected.includes(agency);

/** Whoever took the step needs no telling. */
const concerns = (change: Change, officer: Officer, newest: Instant): boolean =>
  isAffected(change, officer) && change.by !== officer.id && change.at > newest;
