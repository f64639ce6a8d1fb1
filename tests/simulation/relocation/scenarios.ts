/** The worlds of the simulation: what is reported, what goes wrong, what moves where after the closure. */

/** Recurrence interval, in weeks, that wakes somebody; "own" is calibrated on the time before the closure. */
export type Threshold = number | "own";

export type Scenario = {
  name: string;
  region: "jambi" | "dki";
  /** Deduplicated incidents a month in the whole region, before the closure. */
  monthly: number;
  /** Weeks before the closure that a look knows. */
  base: number;
  /** Weeks before those, which only the replay of the own past knows. */
  earlier: number;
  /** Incidents a month that appear elsewhere; 0 is the null world, in which every alarm is false. */
  moved: number;
  destinations: 1 | 2;
  /** Among the many reports of a city a move is harder to see. */
  site: "anywhere" | "in a city";
  /** Ring of the destination: within 2, or just beyond. */
  ring: "near" | "beyond";
  /** Undetected further reports of one incident. */
  repeats: number;
  /** Share of repeats that deduplication finds. */
  deduplicated: number;
  /** Reporting of every topic doubles for eight weeks of the follow-up. */
  publicity: "none" | "province" | "regency" | "site";
  /** Weeks from the closure until something moves. */
  movedAfter: number;
  /** Weeks from the closure until an officer enters it. */
  enteredAfter: number;
  /** Share of reports whose district is not known. */
  withoutDistrict: number;
  /** The same looks are judged by each; the first is the one that the product would use. */
  thresholds: readonly [Threshold, ...Threshold[]];
  look: "around the site" | "whole region";
  /** Weeks in a row that a cluster must hold. */
  confirmed: 1 | 2;
};

const JAMBI: Scenario = {
  name: "",
  region: "jambi",
  monthly: 60,
  base: 52,
  earlier: 0,
  moved: 0,
  destinations: 1,
  site: "anywhere",
  ring: "near",
  repeats: 0,
  deduplicated: 0,
  publicity: "none",
  movedAfter: 0,
  enteredAfter: 0,
  withoutDistrict: 0,
  thresholds: [52],
  look: "around the site",
  confirmed: 1,
};
/** Districts with many reports each, so that a move stands out less. */
const DKI: Partial<Scenario> = { region: "dki", thresholds: [39, 52, 104] };
const REGION: Partial<Scenario> = { look: "whole region", thresholds: [208] };
/** A year and a half of reports: closures are pretended half a year after the first, and each is followed for a year. */
const OWN: Partial<Scenario> = { thresholds: ["own", 52, 208], earlier: 26 };

/** Each is run without a move (false alarms) and with these. */
const of = (name: string, changes: Partial<Scenario>, moved: number[]): Scenario[] =>
  [0, ...moved].map((amount) => ({ ...JAMBI, ...changes, name, moved: amount }));

/** The worlds for which the targets are asked. */
export const TARGET_WORLDS: readonly string[] = ["jambi", "jambi, site in a city", "dki"];

export const SCENARIOS: readonly Scenario[] = [
  ...of("jambi", {}, [1, 2, 3, 4, 6, 8]),
  ...of("jambi, site in a city", { site: "in a city" }, [4, 6]),
  ...of("jambi, own threshold", OWN, [4, 6]),
  ...of("jambi, two destinations", { destinations: 2 }, [4, 6]),
  ...of("jambi, confirmed in two weeks", { confirmed: 2 }, [4, 6]),
  ...of("jambi, 30 a month", { monthly: 30 }, [4]),
  ...of("jambi, 120 a month", { monthly: 120 }, [4]),
  ...of("jambi, 26 weeks known", { base: 26 }, [4]),
  ...of("jambi, 10 % repeats", { repeats: 0.1 }, [4]),
  ...of("jambi, 30 % repeats", { repeats: 0.3, ...OWN }, [4]),
  ...of("jambi, 30 % repeats, 8 of 10 found", { repeats: 0.3, deduplicated: 0.8, ...OWN }, [4]),
  ...of("jambi, publicity in the province", { publicity: "province" }, [4]),
  ...of("jambi, publicity in the kab/kota", { publicity: "regency" }, [4]),
  ...of("jambi, publicity at the site", { publicity: "site", ...OWN }, [4]),
  ...of("jambi, moved 6 weeks after the closure", { movedAfter: 6 }, [4, 6]),
  ...of("jambi, entered 6 weeks late", { enteredAfter: 6 }, [4]),
  ...of("jambi, 30 % known to kab/kota only", { withoutDistrict: 0.3 }, [4]),
  ...of("jambi, beyond ring 2", { ring: "beyond" }, [4, 8]),
  ...of("jambi, beyond ring 2, whole region", { ring: "beyond", ...REGION }, [4, 8]),
  ...of("jambi, whole region", REGION, [4, 8]),
  ...of("dki", DKI, [4, 5, 6, 8]),
  ...of("dki, two years known", { ...DKI, base: 104 }, [4, 6]),
  ...of("dki, own threshold", { ...DKI, ...OWN }, [4, 6]),
  ...of("dki, moved 6 weeks after the closure", { ...DKI, movedAfter: 6 }, [4, 6]),
  ...of("dki, two destinations", { ...DKI, destinations: 2 }, [4]),
  ...of("dki, publicity at the site", { ...DKI, publicity: "site" }, [4]),
];
