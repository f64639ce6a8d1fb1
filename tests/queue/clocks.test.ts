import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import { after, DAY, HOUR, MINUTE, SEVERITIES, type AgencyId } from "../../api/kernel.ts";
import {
  ACT_WITHIN,
  CLAIM_WITHIN,
  legalDeadlines,
  newLabel,
  PING_COORDINATORS_EVERY,
  PING_EVERY,
} from "../../api/queue/index.ts";
import { pingIsDue } from "../../api/queue/clocks.ts";
import { policeReceived } from "../../api/queue/legal.ts";
import { cardWith, NATIONAL, NOON, POLICE, SHARES } from "./cards.ts";

test("somebody claims within a quarter of an hour, two hours, one day, three days", () => {
  expect(SEVERITIES.map((severity) => CLAIM_WITHIN[severity])).toEqual([15 * MINUTE, 2 * HOUR, DAY, 3 * DAY]);
});

test("the first action follows within half an hour, four hours, one day, three days", () => {
  expect(SEVERITIES.map((severity) => ACT_WITHIN[severity])).toEqual([30 * MINUTE, 4 * HOUR, DAY, 3 * DAY]);
});

test("people on duty are woken at once, and again every five minutes only while it presses", () => {
  const woken = { lastPingAt: NOON };
  const soon = after(NOON, PING_EVERY - 1);
  const later = after(NOON, PING_EVERY);

  expect(pingIsDue({ severity: "low", lastPingAt: undefined }, false, NOON)).toBe(true);
  expect(pingIsDue({ severity: "emergency", ...woken }, false, soon)).toBe(false);
  expect(pingIsDue({ severity: "emergency", ...woken }, false, later)).toBe(true);
  expect(pingIsDue({ severity: "urgent", ...woken }, false, later)).toBe(true);
  expect(pingIsDue({ severity: "standard", ...woken }, false, after(NOON, DAY))).toBe(false);
});

test("past the last body coordinators are woken every quarter of an hour, whatever the severity", () => {
  const woken = { lastPingAt: NOON };

  for (const severity of SEVERITIES) {
    expect(pingIsDue({ severity, ...woken }, true, after(NOON, PING_COORDINATORS_EVERY - 1))).toBe(false);
    expect(pingIsDue({ severity, ...woken }, true, after(NOON, PING_COORDINATORS_EVERY))).toBe(true);
  }
});

test("a report of sexual violence shows three days to the police, met when police could read it", () => {
  const facts = { category: "child_sexual_abuse", child: "yes", filedAt: NOON } as const;

  const without = legalDeadlines({ ...facts, policeReceivedAt: undefined });
  const withPolice = legalDeadlines({ ...facts, policeReceivedAt: after(NOON, HOUR) });

  expect(without).toMatchObject([{ article: 41, dueAt: after(NOON, 3 * DAY), metAt: undefined }]);
  expect(withPolice).toMatchObject([
    { article: 41, metAt: after(NOON, HOUR) },
    { article: 42, dueAt: after(NOON, HOUR + DAY), metAt: undefined },
  ]);
});

test("an adult's hidden prostitution shows no deadline of the law, a possible child's does", () => {
  const facts = { category: "hidden_prostitution", filedAt: NOON, policeReceivedAt: undefined } as const;

  expect(legalDeadlines({ ...facts, child: "no" })).toEqual([]);
  expect(legalDeadlines({ ...facts, child: "possible" })).toHaveLength(1);
});

const isPolice = (agency: AgencyId) => agency === POLICE;

test("police received it at filing, or when it was escalated, transferred or referred to them in full", () => {
  const card = cardWith();
  const at = after(NOON, HOUR);
  const others = SHARES.filter(({ agency }) => agency !== POLICE);
  const referred = (access: "full" | "card") => [
    { kind: "referred" as const, at, detail: { agency: POLICE, access } },
  ];

  expect(policeReceived(card, SHARES, [], isPolice)).toBe(NOON);
  expect(policeReceived(card, others, [], isPolice)).toBeUndefined();
  expect(policeReceived(card, others, referred("card"), isPolice)).toBeUndefined();
  expect(policeReceived(card, others, referred("full"), isPolice)).toBe(at);
  expect(
    policeReceived(card, others, [{ kind: "escalated", at, detail: { agency: NATIONAL } }], isPolice),
  ).toBe(undefined);
  expect(
    policeReceived(card, others, [{ kind: "escalated", at, detail: { agency: POLICE } }], isPolice),
  ).toBe(at);
});

test("a label is two words and a number, and follows from the chance handed in", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (bytes) => {
      const label = newLabel(() => bytes);

      expect(label).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ [1-9][0-9]$/);
      expect(newLabel(() => bytes)).toBe(label);
    }),
  );
});
