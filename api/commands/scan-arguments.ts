/** The arguments of `npm run scan`, checked strictly. */
import { parseArgs } from "node:util";
import { wholeNumber } from "./scan-files.ts";

export type Arguments = {
  cases: string;
  zones: string;
  weeks: number;
  maxWindow: number;
  minCases: number;
  replicates: number;
  seed: number;
  /** Left out: as many as pay. */
  workers: number | undefined;
};

/** A key under `command.scan.argument`, with what it says of which option. */
export type ArgumentFault =
  | { fault: "unknown"; option: string }
  | { fault: "missing"; option: string }
  | { fault: "number"; option: string; least: number; most: number };

const MOST_WEEKS = 5_200;
const MOST_REPLICATES = 10_000_000;
const MOST_WORKERS = 64;

const OPTIONS = {
  cases: { type: "string" },
  zones: { type: "string" },
  weeks: { type: "string" },
  "max-window": { type: "string", default: "8" },
  "min-cases": { type: "string", default: "3" },
  replicates: { type: "string", default: "999" },
  seed: { type: "string", default: "1" },
  workers: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

export function parseArguments(args: string[]): Arguments | ArgumentFault | "help" {
  const parsed = tryParse(args);
  if ("fault" in parsed) return parsed;
  const { values } = parsed;
  if (values.help) return "help";
  for (const option of ["cases", "zones", "weeks"] as const)
    if (values[option] === undefined || values[option] === "") return { fault: "missing", option };
  const faults: ArgumentFault[] = [];
  const numberOf = (option: keyof typeof values, least: number, most: number): number => {
    const value = wholeNumber(String(values[option]));
    if (value !== undefined && value >= least && value <= most) return value;
    faults.push({ fault: "number", option, least, most });
    return least;
  };
  const weeks = numberOf("weeks", 1, MOST_WEEKS);
  const found = {
    cases: values.cases as string,
    zones: values.zones as string,
    weeks,
    maxWindow: numberOf("max-window", 1, weeks),
    minCases: numberOf("min-cases", 1, 1_000_000),
    replicates: numberOf("replicates", 1, MOST_REPLICATES),
    seed: numberOf("seed", 0, Number.MAX_SAFE_INTEGER),
    workers: values.workers === undefined ? undefined : numberOf("workers", 1, MOST_WORKERS),
  };
  return faults[0] ?? found;
}

/** Options twice, unknown, or without a value, and words that belong to no option. */
function tryParse(args: string[]) {
  try {
    const parsed = parseArgs({ args, options: OPTIONS, strict: true, tokens: true });
    const names = parsed.tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    return twice === undefined ? parsed : ({ fault: "unknown", option: `--${twice} --${twice}` } as const);
  } catch (fault) {
    const quoted = /'([^']*)'/.exec((fault as Error).message)?.[1];
    return { fault: "unknown", option: quoted ?? args.join(" ") } as const;
  }
}
