/** A location pin: it came in as a district (bots/dispatch/inbox.ts), and answers "di mana?". */
import type { Pin } from "../../api/area/index.ts";
import type { AreaCode } from "../../api/kernel.ts";
import { answerArea } from "./keep.ts";
import type { Memory } from "./memory.ts";
import { andThen, go, say, sayAndAsk, type Move } from "./move.ts";
import { goOn } from "./next.ts";
import type { World } from "./words.ts";

/** Asked "di mana?", a pin near a border asks back; at any other time the nearest district is noted and named. */
export function hearPin(pin: Pin, memory: Memory, world: World): Move {
  switch (pin.kind) {
    case "abroad":
      return sayAndAsk(memory, { key: "bot.place.abroad" });
    case "border":
      return hearBorder(pin.codes, memory, world);
    case "inside":
      return note(pin.code, "bot.place.noted", memory, world);
  }
}

function hearBorder(codes: readonly AreaCode[], memory: Memory, world: World): Move {
  const [first, ...others] = codes;
  if (first === undefined) return sayAndAsk(memory, { key: "bot.place.abroad" });
  const { step } = memory;
  if (!asksPlace(memory) || step.at !== "asking" || others.length === 0)
    return note(first, "bot.place.noted_near", memory, world);
  const places = codes.map((code) => ({ code, name: world.describePlace(code) }));
  return go(memory, { ...step, question: "which_place", misses: 0, places, aroundPin: true });
}

function note(area: AreaCode, key: string, memory: Memory, world: World): Move {
  const { step } = memory;
  const place = world.describePlace(area);
  const told = andThen(answerArea(memory, area), (now) => say(now, { key, params: { place } }));
  if (asksPlace(memory)) {
    const corrects = step.at === "asking" && step.correcting;
    return andThen(told, (now) => (corrects ? go(now, { at: "summary" }) : goOn(now, world)));
  }
  return andThen(told, (now) => (step.at === "greeting" ? go(now, { at: "telling" }) : sayAndAsk(now)));
}

const asksPlace = ({ step }: Memory): boolean =>
  step.at === "asking" && (step.question === "where" || step.question === "which_place");
