import { expect, test } from "vitest";
import type { Category, Indicator } from "../../api/kernel.ts";
import { tellsOfPlace } from "../../api/queue/index.ts";
import { decideMoving } from "../../api/queue/decide-moving.ts";
import { assess } from "../../api/triage/index.ts";
import { cardWith, NOON, SHARES } from "./cards.ts";

const told = (category: Category, indicators: Indicator[]) => tellsOfPlace({ category, indicators });

test("who wants out, and who tells her own story, never counts towards a place", () => {
  const own = assess("saya kerja di warung itu, saya dipaksa melayani tamu", { self: true });

  expect(tellsOfPlace(own)).toBe(false);
  expect(told("exit_support", [])).toBe(false);
  expect(told("hidden_prostitution", ["self_report", "coercion"])).toBe(false);
  expect(told("hidden_prostitution", ["coercion"])).toBe(true);
});

test("what is told later takes a card out of the watch, and never puts one in", () => {
  const fuller = (card: ReturnType<typeof cardWith>, tells: boolean) => ({
    to: { ...card, tellsOfPlace: tells, severity: "emergency" as const },
    route: undefined,
    whole: true,
    barredAnew: false,
    isBarred: () => false,
    hasKey: () => true,
    placedByPeople: false,
  });
  const [counted, kept] = [
    cardWith({ tellsOfPlace: true }),
    cardWith({ tellsOfPlace: false, severity: "low" }),
  ];

  const out = decideMoving(counted, SHARES, fuller(counted, false), NOON);
  const still = decideMoving(kept, SHARES, fuller(kept, true), NOON);

  expect(out?.set.tellsOfPlace).toBe(false);
  expect(still?.set).toMatchObject({ severity: "emergency" });
  expect(still?.set).not.toHaveProperty("tellsOfPlace");
});
