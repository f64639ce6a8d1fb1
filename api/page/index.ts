/**
 * Page: HTML through one auto-escaping tag, the frame around every page, and the way things are shown.
 * Comes in: values and texts already chosen. Goes out: markup. Static files lie in `static/`.
 * Never knows: requests, sessions, cases; it decides nothing.
 */
export { html, raw, render } from "./html.ts";
export type { Html, Piece } from "./html.ts";
export { ASSETS, layout } from "./layout.ts";
export type { Frame, NavLink } from "./layout.ts";
export {
  choose,
  describedBy,
  faultOf,
  field,
  folded,
  form,
  hidden,
  idOf,
  radios,
  tick,
  words,
} from "./forms.ts";
export type { Option } from "./forms.ts";
export {
  badge,
  dayText,
  facts,
  moment,
  momentText,
  notice,
  quoted,
  section,
  severityBadge,
  table,
  timeLeft,
} from "./show.ts";
export { LOCALE_COOKIE, localeFrom, speechOf } from "./speech.ts";
export type { Speech } from "./speech.ts";
