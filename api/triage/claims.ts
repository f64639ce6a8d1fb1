/** Which signs may speak for which claim; the weights of each pair lie in weights.json (made by weigh-triage). */
import type { Category, Indicator } from "../kernel.ts";

/** A sign that stands in every text: the starting balance of a claim. */
export const ALWAYS = "always";

/** Signs that say nothing about the category: when, who else was told, which body is named. */
const NOT_FOR_CATEGORY = new Set(
  (
    "right_now now threat_near own_story anothers_story own_minor_age own_adult_age anothers_age household_words parent " +
    "backing brushed_off fear officer religious_carer chief police military satpol_pp social_office protection_office " +
    "village local_government school school_staff religious care_home health justice"
  ).split(" "),
);
const part = (sign: string): string[] => sign.replace(/^no /, "").replace(/\*2$/, "").split("+");
export const speaksForCategory = (sign: string): boolean =>
  sign === "now" || sign === "threat_near" || !part(sign).some((name) => NOT_FOR_CATEGORY.has(name));

const NOT_REPORTS =
  "media study advert joke question closing public_utility greeting insult trifles opinion few_words short long ends_asking";
const PEOPLE =
  "minor young grown adult_age own_minor_age own_adult_age anothers_age pupil kin_child adult_person spouse not_child";
const TRADE = "trade sex_trade clients pimp trade_online trade_hint night_venue lodging";
/** Each indicator looks only at signs that have to do with it; a name stands also for its doubled and negated form. */
const FOR_INDICATOR: Record<Indicator, string> = {
  child_involved: `${PEOPLE} ${TRADE} ${NOT_REPORTS} minor+assault young+assault minor+touch young+touch minor+images young+images minor+sold young+sold minor+clients young+clients minor+room young+room minor+beaten young+beaten teacher assault touch images self+grown self+minor own_story neglect contact_online needs leaving past_trade past beaten husband hidden forced held_papers recruited young+lodging young+neglect young+other_crime minor+other_crime young+contact_online young+euphemism young+men men_come anothers_story`,
  coercion: `forced held_papers recruited image_threat trade+forced trade+held_papers trade+recruited minor+forced young+forced grown+forced minor+image_threat young+image_threat now+forced right_now+forced beaten sold clients minor+sold pimp leaving needs past_trade husband bosses images self threat_near vessel lodging neglect spouse fear ${NOT_REPORTS} hearsay young minor grown`,
  online: `online_only contact_online trade_online images image_threat lure minor+images young+images minor+contact_online young+contact_online minor+trade_online young+trade_online grown+trade_online assault touch beaten trade night_venue ${NOT_REPORTS} minor young grown needs past_trade recruited`,
  relocation: `closed_place moved closed_place+moved closed_place+trade trade night_venue lodging massage trade_hint trade_online past past_trade needs leaving self men_come young minor forced ${NOT_REPORTS}`,
  self_report: `self own_story anothers_story own_minor_age own_adult_age anothers_age leaving+self self+grown self+minor fear+self assault+self right_now+self past_trade leaving needs kin_child spouse husband pupil hearsay men_come officer teacher self_harm question ${NOT_REPORTS} trade night_venue lodging beaten now+self trade+self minor+self grown+self`,
  offender_in_household: `household household_words parent husband spouse family_offender household_words+minor parent+minor parent+touch parent+room parent+beaten parent+sold household_words+assault household_words+touch household_words+beaten beaten+husband teacher officer chief men contact_online images trade lodging night_venue own_story self room beaten workplace neglect minor young grown clients past ${NOT_REPORTS}`,
  offender_in_authority: `teacher officer religious_carer chief bosses teacher+assault teacher+touch religious_carer+touch religious_carer+assault officer+backing trade+officer backing workplace minor+teacher young+teacher grown+teacher household parent husband police military school village local_government religious care_home health told_before told_before+officer needs trade contact_online clients pupil assault touch euphemism images offender_gone ${NOT_REPORTS} self minor`,
  reporter_at_risk: `fear fear+self self own_story officer backing officer+backing beaten parent trade leaving needs right_now threat_near minor young household_words kin_child forced anothers_story now ${NOT_REPORTS}`,
  debt_or_documents: `held_papers forced recruited trade+held_papers minor+held_papers young+held_papers grown+held_papers trade needs leaving past_trade sold vessel self crime other_crime workplace minor young ${NOT_REPORTS} no held_papers`,
  repeat_reported: `told_before brushed_off told_before+officer told_before+brushed_off officer police village school social_office protection_office local_government satpol_pp self fear hearsay needs leaving now right_now past threat_near offender_gone men_come ${NOT_REPORTS}`,
  self_harm_risk: `self_harm past needs hearsay needs self own_story threat_near missing ${NOT_REPORTS} image_threat leaving crime study`,
  danger_now: `right_now now threat_near right_now+threat_near right_now+self right_now+forced right_now+beaten right_now+room right_now+missing now+threat_near now+self now+forced now+beaten threat_near+self missing vessel forced beaten self_harm past past_trade needs hearsay offender_gone men_come told_before moved leaving brushed_off told_before+brushed_off own_story trade contact_online minor young trade_hint anothers_age ${NOT_REPORTS}`,
};
const indicatorSigns = new Map(
  Object.entries(FOR_INDICATOR).map(([indicator, signs]) => [indicator, new Set(signs.split(" "))]),
);
export const speaksForIndicator = (indicator: Indicator, sign: string): boolean =>
  indicatorSigns.get(indicator)?.has(sign.replace(/^no /, "").replace(/\*2$/, "")) ?? false;

/** What a severity below emergency may look at, besides the category itself. */
const FOR_SEVERITY = new Set(
  `offender_gone past offender_gone+past hearsay nowhere minor young grown household_words household parent teacher beaten forced held_papers assault touch images image_threat online_only told_before brushed_off needs past_trade adult_person few_words short long crime missing neglect workplace self own_story anothers_story own_adult_age own_minor_age beaten+husband closed_place moved men_come recruited sold clients question ends_asking now right_now`.split(
    " ",
  ),
);
export const speaksForSeverity = (sign: string): boolean =>
  sign.startsWith("is ") || FOR_SEVERITY.has(sign.replace(/^no /, "").replace(/\*2$/, ""));
/** The category, as a sign that severity may look at. */
export const categorySign = (category: Category): string => `is ${category}`;
