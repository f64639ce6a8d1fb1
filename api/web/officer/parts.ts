/** What officer pages are given. */
import type { Unlocked } from "../../queue/index.ts";
import type { Guard, OfficerVisit } from "../guard.ts";
import type { Pages } from "../pages.ts";
import type { WebParts } from "../parts.ts";

export type OfficerParts = Pick<
  WebParts,
  | "desk"
  | "extractDesk"
  | "orderDesk"
  | "directory"
  | "gazetteer"
  | "sites"
  | "watch"
  | "provinces"
  | "comparisons"
  | "clock"
  | "telegramBot"
> & {
  pages: Pages;
  guard: Guard;
  /** Ends every open event stream, one call each. */
  streams: Set<() => void>;
  /** How often (ms) an open queue looks for changes. */
  lookEvery: number;
};

/** The officer at work, as the desk wants to be asked. */
export const unlocked = ({ actor, privateKey }: OfficerVisit): Unlocked => ({
  officer: actor.officer,
  agency: actor.agency,
  role: actor.role,
  privateKey,
});
