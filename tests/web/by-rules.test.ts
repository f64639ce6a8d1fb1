import { expect, test } from "vitest";
import type { AgencyId, AreaCode } from "../../api/kernel.ts";
import { DEFAULT_MANDATES, type Body } from "../../api/routing/index.ts";
import type { OpenedCase, OpenedEvent } from "../../api/queue/index.ts";
import { leadByRules } from "../../api/web/officer/by-rules.ts";
import { cardWith } from "../queue/cards.ts";

const body = (kind: Body["kind"], area: string): Body => ({
  id: `${kind} of ${area}` as AgencyId,
  name: kind,
  kind,
  area: area as AreaCode,
  open: true,
  phone: undefined,
});
const facts = {
  bodies: [body("police", "33.25"), body("protection_office", "33.25"), body("coordinator", "")],
  mandates: DEFAULT_MANDATES,
};
const card = cardWith({ category: "sexual_trafficking", child: "no", reviewed: true });
const verdict = {
  category: card.category,
  severity: card.severity,
  child: card.child,
  area: card.area,
  indicators: [],
};
const event = (content: OpenedEvent["content"]) =>
  ({ kind: content?.kind, content, detail: {} }) as OpenedEvent;

const FILED = event({
  kind: "filed",
  reason: "said_so",
  parts: [],
  answers: {},
  indicators: [],
  implicated: [],
  evidence: [],
  area: card.area,
  placeWords: "",
  unsure: false,
  route: {} as never,
});
const REVIEWED = event({ kind: "reviewed", from: verdict, to: verdict, text: "" });
const opened = (...events: OpenedEvent[]): OpenedCase => ({ card, events });

test("what an officer says of a case decides who would lead", () => {
  expect(leadByRules(card, opened(FILED, REVIEWED), facts)).toBe("police of 33.25");
  expect(leadByRules(card, opened(FILED), facts)).toBeUndefined();
});

test("a corps that later words have named is not proposed, whatever the mandates say", () => {
  const { indicators: _, ...same } = verdict;
  const named = event({
    kind: "retriaged",
    from: same,
    to: same,
    barred: ["police"],
    ended: [],
    report: undefined,
  });

  expect(leadByRules(card, opened(FILED, named, REVIEWED), facts)).not.toBe("police of 33.25");
});
