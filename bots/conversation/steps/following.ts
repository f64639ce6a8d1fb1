/** After filing: what is written goes to the report, with a short word now and then. */
import { HOUR } from "../../../api/kernel.ts";
import { keepSaid, listening, sayNumbers } from "../keep.ts";
import { say, stay, andThen } from "../move.ts";
import { urgencyOf } from "../understanding.ts";
import type { StepRules } from "./rules.ts";

export const following: StepRules<{ at: "following" }> = {
  ask: () => [{ key: "bot.following.ask" }],
  options: () => [],
  choose: (_value, _step, memory) => stay(memory),
  hear(text, _step, memory, world) {
    return andThen(keepSaid(memory, text, world), (kept) => {
      const said = { parts: [{ at: world.now, text }], answers: {}, asked: [] };
      const numbersAreOld = kept.numbersAt === undefined || world.now - kept.numbersAt > HOUR;
      if (numbersAreOld && urgencyOf(said, world) !== undefined) {
        return sayNumbers("bot.danger.again", { ...kept, unanswered: 1 }, world);
      }
      const heard = listening(kept, text, world);
      return heard.speak ? say(heard.memory, { key: "bot.following.noted" }) : stay(heard.memory);
    });
  },
};
