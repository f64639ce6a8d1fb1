/** The facts of one turn, gathered once, as the pure functions the conversation asks. */
import { MINUTE, NATION } from "../../api/kernel.ts";
import type { Answers } from "../../api/intake/index.ts";
import { areaOf, type Gazetteer } from "../../api/area/index.ts";
import type { HotlineNumber } from "../../api/directory/index.ts";
import { decide } from "../../api/pipeline.ts";
import type { Filing } from "../../api/queue/index.ts";
import { hotlineIsOpen, type Body, type Mandate } from "../../api/routing/index.ts";
import { assess, dangerIn } from "../../api/triage/index.ts";
import type { World } from "../conversation/index.ts";
import { numbersFor } from "./numbers.ts";

/** What dispatch knows of the world for one lease; read fresh each time, so that a change takes effect at once. */
export type Facts = { gazetteer: Gazetteer; bodies: Body[]; mandates: Mandate[]; numbers: HotlineNumber[] };

export function worldOf(facts: Facts, moment: Pick<World, "now" | "locale" | "networkKeeps">): World {
  const { gazetteer, bodies } = facts;
  const { now } = moment;
  const isPlaced = (text: string) => areaOf(gazetteer.resolve(text)) !== undefined;
  return {
    ...moment,
    hotlineOpen: hotlineIsOpen(bodies),
    assess: (text, answers) => assess(text, answers, isPlaced(text)),
    dangerIn: (text) => dangerIn(text, isPlaced(text)),
    findPlace(text) {
      const resolution = gazetteer.resolve(text);
      switch (resolution.kind) {
        case "found":
          return {
            kind: "found",
            code: resolution.match.code,
            name: gazetteer.describe(resolution.match.code),
          };
        case "tie":
          return {
            kind: "tie",
            parent: gazetteer.describe(resolution.code),
            options: resolution.candidates.map(({ code }) => ({ code, name: gazetteer.describe(code) })),
          };
        case "none":
          return { kind: "none" };
      }
    },
    describePlace: (code) => gazetteer.describe(code),
    readers(submission) {
      const filing = decide(submission, { ...facts, now });
      return filing === undefined ? { names: [], withinMinutes: 0 } : readersOf(filing, bodies);
    },
    numbers(text: string, answers: Answers) {
      const { implicated } = assess(text, answers, isPlaced(text));
      const place = gazetteer.resolve(answers.place ?? text);
      const area = answers.area ?? (place.kind === "found" ? place.match.code : NATION);
      return numbersFor(area, [...implicated, ...(answers.notReaders ?? [])], facts.numbers);
    },
  };
}

/** Who reads it in full from the beginning, by name, and within how many minutes a person looks at it. */
export function readersOf({ route, filedAt, claimDueAt }: Filing, bodies: readonly Body[]) {
  const full = route.supports.filter(({ access }) => access === "full").map(({ agency }) => agency);
  return {
    names: [route.lead, ...full].map((id) => bodies.find((body) => body.id === id)?.name ?? ""),
    withinMinutes: Math.round((claimDueAt - filedAt) / MINUTE),
  };
}
