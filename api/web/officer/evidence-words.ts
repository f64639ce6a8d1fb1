/** Why triage says what it says: the reporter's own words, what is said in them, and where they stand in the story. */
import { CATEGORIES, CHILD_STATUSES, CORPS, INDICATORS } from "../../kernel.ts";
import type { ReportContent } from "../../queue/index.ts";
import { html, type Html, type Piece, type Speech } from "../../page/index.ts";

type Evidence = ReportContent["evidence"][number];

/** What concepts of triage (`Evidence.rule`) say in plain words; a concept that stands nowhere here: `words`. */
const SAYS = {
  age: "minor own_minor_age teen small_child anothers_age",
  child: "pupil kin_child young child",
  grown: "adult_person adult_age own_adult_age grown spouse",
  abuse: "assault touch euphemism harassment",
  alone: "room",
  hint: "assault_hint",
  images: "images",
  image_threat: "image_threat",
  online: "contact_online online_only",
  lure: "lure",
  trade: "trade sex_trade trade_online clients pimp trade_hint paid arranged",
  sold: "sold child_marriage",
  venue: "night_venue massage lodging men_come surroundings",
  force: "forced confined",
  debt: "held_papers",
  recruited: "recruited",
  leaving: "leaving past_trade needs",
  violence: "beaten other_crime crime neglect robbery fraud drugs labour hunger workplace",
  near: "threat_near",
  now: "now right_now missing",
  home: "parent family_offender household household_words husband men",
  authority:
    "officer teacher religious_carer chief school_staff police military satpol_pp village local_government school",
  site: "closed_place moved",
  told: "told_before brushed_off",
  backing: "backing",
  fear: "fear",
  self_harm: "self_harm self_harm_said",
  own: "own_story self",
  everyday:
    "greeting question media study advert public_utility joke closing insult opinion trifles exercise converted harmless parenting paperwork job_ad civic",
} as const;
type Reason = keyof typeof SAYS | "words";
const REASON_OF = new Map(
  (Object.keys(SAYS) as (keyof typeof SAYS)[]).flatMap((reason) =>
    SAYS[reason].split(" ").map((concept): [string, Reason] => [concept, reason]),
  ),
);
/** More would say less. */
const REASONS_SHOWN = 2;

/** What is said in a quote, the most telling first; `words` where triage knows it from nothing but experience. */
export function reasonsOf(rule: string): Reason[] {
  const concepts = rule.slice(rule.indexOf(":") + 1).split("+");
  const known = concepts.flatMap((concept) => REASON_OF.get(concept.replace("*2", "")) ?? []);
  return known.length > 0 ? [...new Set(known)].slice(0, REASONS_SHOWN) : ["words"];
}

/** Each claim with the words that show it, so that nobody has to trust a machine; last what no words show alone. */
export function evidenceList(speech: Speech, report: ReportContent): Piece {
  const { say } = speech;
  const shown = new Map<string, Evidence[]>();
  for (const one of report.evidence) {
    const claim = claimText(speech, one.claim);
    shown.set(claim, [...(shown.get(claim) ?? []), one]);
  }
  const unshown = claimsOf(report).filter((claim) => !report.evidence.some((one) => one.claim === claim));
  if (shown.size === 0) return undefined;
  return html`<h3>${say("web.case.evidence")}</h3><p class="intro">${say("web.case.evidence_intro")}</p>
<dl class="evidence">${[...shown].map(
    ([claim, evidence]) =>
      html`<div><dt>${claim}</dt>${evidence.map((one) => html`<dd>${whyText(speech, one)}</dd>`)}</div>`,
  )}${
    unshown.length > 0 &&
    html`<div><dt>${unshown.map((claim) => claimText(speech, claim)).join(", ")}</dt><dd>${say("web.case.evidence_whole")}</dd></div>`
  }</dl>`;
}

function whyText({ say }: Speech, { quote, rule }: Evidence): Html {
  if (quote === "") return html`${say("web.case.because_answer")}`;
  const reasons = reasonsOf(rule).map((reason) => say(`web.case.because.${reason}`));
  return html`“${quote}” <small>${reasons.join("; ")}</small>`;
}

const claimsOf = ({ indicators, implicated }: ReportContent): string[] => [
  ...indicators.map((name) => `indicator:${name}`),
  ...implicated.map((name) => `implicated:${name}`),
];

function claimText({ say }: Speech, claim: string): string {
  const [group = "", word = ""] = claim.split(":");
  if (group === "category" && isOneOf(CATEGORIES, word)) return say(`word.category.${word}`);
  if (group === "indicator" && isOneOf(INDICATORS, word)) return say(`word.indicator.${word}`);
  if (group === "implicated" && isOneOf(CORPS, word))
    return say("web.case.claim_implicated", { body: say(`word.corps.${word}`) });
  if (group === "child" && isOneOf(CHILD_STATUSES, word)) return say(`word.child.${word}`);
  if (claim === "severity:past") return say("word.going_on.past");
  return say("web.case.claim_other");
}
const isOneOf = <One extends string>(list: readonly One[], word: string): word is One =>
  (list as readonly string[]).includes(word);

/** The reporter's message with the quoted words marked; what each shows is read by pointing at it. */
export function marked(speech: Speech, text: string, evidence: readonly Evidence[]): Piece {
  const found = evidence.flatMap(({ quote, claim }) => {
    const from = quote === "" ? -1 : text.indexOf(quote);
    return from < 0 ? [] : [{ from, to: from + quote.length, claim: claimText(speech, claim) }];
  });
  const edges = [...new Set([0, text.length, ...found.flatMap(({ from, to }) => [from, to])])];
  const sorted = edges.toSorted((one, other) => one - other);
  return sorted.slice(0, -1).map((from, at) => {
    const piece = text.slice(from, sorted[at + 1]);
    const claims = found.filter((one) => one.from <= from && from < one.to).map(({ claim }) => claim);
    return claims.length === 0
      ? piece
      : html`<mark title="${[...new Set(claims)].join(", ")}">${piece}</mark>`;
  });
}
