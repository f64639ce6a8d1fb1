/** What the store promises of what waits for a second person: it ends once, with all that follows or with nothing. */
import { beforeEach, describe, expect, test } from "vitest";
import type { ApprovalEffects, DirectoryStore } from "../../../api/directory/ports.ts";
import type {
  Agency,
  Approval,
  BodyFacts,
  Change,
  ChangeContent,
  Officer,
} from "../../../api/directory/words.ts";
import type { AgencyId, AreaCode, OfficerId, Sealed } from "../../../api/kernel.ts";
import type { Mandate } from "../../../api/routing/words.ts";
import { agencyNamed, anyId, at, bytes, NOON, officerNamed } from "./samples.ts";

const LINE: Mandate = {
  category: "exit_support",
  child: ["no"],
  area: "" as AreaCode,
  lead: "social_office",
  supports: [{ kind: "ngo", access: "full" }],
};

export function approvalsContract(ports: () => { directory: DirectoryStore }): void {
  let store: DirectoryStore;
  let agency: Agency;
  let officer: Officer;
  let approval: Approval;

  beforeEach(async () => {
    store = ports().directory;
    agency = agencyNamed("UPTD PPA Batang", { approved: false });
    officer = officerNamed("sri", agency.id);
    await store.saveAgency(agency);
    await store.saveOfficer(officer);
    approval = waiting("one");
  });

  const waiting = (id: string): Approval => ({
    id,
    kind: "first_enrolment",
    agency: agency.id,
    officer: officer.id,
    mandates: undefined,
    askedBy: officer.id,
    askedAt: NOON,
  });
  const change = (minute: number, content: ChangeContent, step: Change["step"] = "proposed"): Change => ({
    id: anyId<AgencyId>(),
    approval: "one",
    step,
    at: at(minute),
    by: officer.id,
    proposedBy: undefined,
    proposedAt: NOON,
    content,
    affected: [agency.id],
    mac: bytes("mac"),
  });
  const enrolment = (before?: BodyFacts): ChangeContent => ({
    kind: "first_enrolment",
    agency: agency.id,
    before,
    after: { name: agency.name, kind: agency.kind, area: agency.area },
  });
  const table = (version: number, mandates: Mandate[] = []) => ({
    version,
    mandates,
    mac: bytes<Change["mac"]>(`mac ${version}`),
  });
  const outcomeOf = (act: Promise<unknown>) =>
    act.then(
      () => "written",
      () => "refused",
    );

  test("an approval waits with the change that it asks for, until it is ended, once", async () => {
    const asked = change(0, enrolment());
    await store.saveApproval(approval, asked);

    const approvals = await store.approvals();
    const ended = [await store.endApproval("one", {}), await store.endApproval("one", {})];

    expect(approvals).toEqual([approval]);
    expect(await store.proposedChange("one")).toEqual(asked);
    expect(ended).toEqual([true, false]);
    expect(await store.approvals()).toEqual([]);
  });

  test("with its end comes everything that follows from it", async () => {
    const colleague = officerNamed("bayu", agency.id);
    await store.saveOfficer(colleague);
    for (const { id } of [officer, colleague])
      await store.saveAgencyKeyCopy(agency.id, id, bytes<Sealed<"agency-key">>("sealed"));
    await store.saveApproval(approval, undefined);
    const agreed = change(3, enrolment(), "approved");

    await store.endApproval("one", {
      change: agreed,
      agency: { ...agency, approved: true },
      officer: { ...officer, state: "disabled" },
      keyCopy: { agency: agency.id, officer: officer.id },
      mandates: table(1, [LINE]),
    });

    expect(await store.changes(10)).toEqual([agreed]);
    expect((await store.agency(agency.id))?.approved).toBe(true);
    expect(await store.officer(officer.id)).toMatchObject({ state: "disabled", holdsAgencyKey: false });
    expect(await store.mandates()).toEqual(table(1, [LINE]));
  });

  test("of two who decide at the same moment one decides, and only that one's word holds", async () => {
    await store.saveApproval(approval, undefined);
    const agreed = change(1, enrolment(), "approved");
    const refused = change(1, enrolment(), "rejected");

    const ended = await Promise.all([
      store.endApproval("one", { change: agreed, agency: { ...agency, approved: true } }),
      store.endApproval("one", { change: refused }),
    ]);

    expect(ended.filter((did) => did)).toHaveLength(1);
    expect(await store.changes(10)).toEqual([ended[0] ? agreed : refused]);
  });

  test.each(["its row in the log", "the table of mandates"] as const)(
    "when %s cannot be written, the approval waits on and nothing has changed",
    async (part) => {
      const asked = change(0, enrolment());
      await store.saveApproval(waiting("first"), undefined);
      await store.endApproval("first", { mandates: table(1) });
      await store.saveApproval(approval, asked);
      const broken: ApprovalEffects =
        part === "its row in the log"
          ? { change: { ...asked, step: "approved" } }
          : { change: change(2, enrolment(), "approved"), mandates: table(1, [LINE]) };

      const ending = store.endApproval("one", {
        ...broken,
        agency: { ...agency, approved: true },
        officer: { ...officer, state: "disabled" },
      });

      expect(await outcomeOf(ending)).toBe("refused");
      expect(await store.approvals()).toEqual([approval]);
      expect(await store.changes(10)).toEqual([asked]);
      expect(await store.agency(agency.id)).toEqual(agency);
      expect((await store.officer(officer.id))?.state).toBe(officer.state);
      expect(await store.mandates()).toEqual(table(1));
    },
  );

  test("nothing waits when the change that it asks for could not be written down", async () => {
    const asked = change(0, enrolment());
    await store.saveApproval(approval, asked);

    const again = await outcomeOf(store.saveApproval(waiting("two"), { ...asked, by: undefined }));

    expect(again).toBe("refused");
    expect(await store.approvals()).toEqual([approval]);
    expect(await store.changes(10)).toEqual([asked]);
  });

  test("mandates are the latest version saved", async () => {
    expect(await store.mandates()).toBeUndefined();
    for (const [id, mandates] of [
      ["one", table(1)],
      ["two", table(2, [LINE])],
    ] as const) {
      await store.saveApproval(waiting(id), undefined);
      await store.endApproval(id, { mandates });
    }

    expect(await store.mandates()).toEqual(table(2, [LINE]));
  });

  describe("the log of changes", () => {
    test("gives rows back as they were, newest first, and the first step of an approval", async () => {
      const asked = change(0, enrolment());
      const agreed = change(5, enrolment({ name: "x", kind: "ngo", area: agency.area }), "approved");
      const rejected = change(2, { kind: "mandates", gone: [], added: [] }, "rejected");
      for (const one of [asked, agreed, rejected]) await store.saveApproval(approval, one);

      expect(await store.changes(10)).toEqual([agreed, rejected, asked]);
      expect(await store.changes(1)).toEqual([agreed]);
      expect(await store.proposedChange("one")).toEqual(asked);
      expect(await store.proposedChange("another")).toBeUndefined();
    });

    test("remembers once for each officer what was read", async () => {
      const asked = change(0, enrolment());
      await store.saveApproval(approval, asked);

      await Promise.all([1, 2].map((minute) => store.markChangeRead(asked.id, officer.id, at(minute))));

      expect(await store.changesRead(officer.id)).toEqual([asked.id]);
      expect(await store.changesRead(anyId<OfficerId>())).toEqual([]);
    });
  });
}
