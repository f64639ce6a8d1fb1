/** The worlds of the simulation: what is reported, what goes wrong, what moves where after the closure. */

export type Scenario = {
  name: string;
  region: "jambi" | "dki";
  /** Deduplicated incidents a month in the whole region, before the closure. */
  monthly: number;
  /** Weeks known before the closure. */
  base: number;
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
  /** Weeks from the closure until an officer enters it. */
  enteredAfter: number;
  /** Share of reports whose district is not known. */
  withoutDistrict: number;
  /** Recurrence interval, in weeks, that wakes somebody; "own" is calibrated on the history before the closure. */
  threshold: number | "own";
  look: "around the site" | "whole region";
  /** Weeks in a row that a cluster must hold. */
  confirmed: 1 | 2;
};

const JAMBI: Scenario = {
  name: "",
  region: "jambi",
  monthly: 60,
  base: 52,
  moved: 0,
  destinations: 1,
  site: "anywhere",
  ring: "near",
  repeats: 0,
  deduplicated: 0,
  publicity: "none",
  enteredAfter: 0,
  withoutDistrict: 0,
  threshold: 52,
  look: "around the site",
  confirmed: 1,
};
const DKI: Partial<Scenario> = { region: "dki", threshold: 104 };
const REGION: Partial<Scenario> = { look: "whole region", threshold: 208 };

/** Each is run without a move (false alarms) and with these. */
const of = (name: string, changes: Partial<Scenario>, moved: number[]): Scenario[] =>
  [0, ...moved].map((amount) => ({ ...JAMBI, ...changes, name, moved: amount }));

export const SCENARIOS: readonly Scenario[] = [
  ...of("jambi", {}, [1, 2, 3, 4, 6, 8]),
  ...of("jambi, site in a city", { site: "in a city" }, [4, 6]),
  ...of("jambi, own threshold", { threshold: "own" }, [4, 6]),
  ...of("jambi, two destinations", { destinations: 2 }, [4, 6]),
  ...of("jambi, confirmed in two weeks", { confirmed: 2 }, [4, 6]),
  ...of("jambi, 30 a month", { monthly: 30 }, [4]),
  ...of("jambi, 120 a month", { monthly: 120 }, [4]),
  ...of("jambi, 26 weeks known", { base: 26 }, [4]),
  ...of("jambi, 10 % repeats", { repeats: 0.1 }, [4]),
  ...of("jambi, 30 % repeats", { repeats: 0.3 }, [4]),
  ...of("jambi, 30 % repeats, 8 of 10 found", { repeats: 0.3, deduplicated: 0.8 }, [4]),
  ...of("jambi, publicity in the province", { publicity: "province" }, [4]),
  ...of("jambi, publicity in the kab/kota", { publicity: "regency" }, [4]),
  ...of("jambi, publicity at the site", { publicity: "site" }, [4]),
  ...of("jambi, entered 6 weeks late", { enteredAfter: 6 }, [4]),
  ...of("jambi, 30 % known to kab/kota only", { withoutDistrict: 0.3 }, [4]),
  ...of("jambi, beyond ring 2", { ring: "beyond" }, [4, 8]),
  ...of("jambi, beyond ring 2, whole region", { ring: "beyond", ...REGION }, [4, 8]),
  ...of("jambi, whole region", REGION, [4, 8]),
  ...of("dki", DKI, [4, 6]),
  ...of("dki, own threshold", { ...DKI, threshold: "own" }, [4, 6]),
  ...of("dki, two destinations", { ...DKI, destinations: 2 }, [4]),
  ...of("dki, publicity at the site", { ...DKI, publicity: "site" }, [4]),
];
