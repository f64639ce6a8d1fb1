/** Reads the source tree and says where it breaks the road of docs/ARCHITECTURE.md. Used by architecture.test.ts. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export type SourceFile = { path: string; text: string };

/** The road: a part may import only parts of an earlier row. Parts of one row do not see each other. */
export const ROAD: readonly (readonly string[])[] = [
  ["kernel"],
  ["log"],
  ["locales"],
  ["vault"],
  ["intake"],
  ["triage"],
  ["area"],
  ["routing"],
  ["directory"],
  ["outbox"],
  ["incident"],
  ["queue"],
  ["insight"],
  ["sites"],
  ["pipeline"],
  ["channel"],
  ["conversation"],
  ["loop"],
  ["spool", "socket"],
  ["dispatch"],
  ["courier"],
  ["store"],
  ["keyfiles"],
  ["page"],
  ["web"],
  ["tasks"],
  ["telegram", "whatsapp", "whatsapp-cloud", "webchat", "console", "email"],
  ["config"],
  ["seed"],
  ["compose"],
  ["main", "commands"],
];

/** Domain parts decide purely: no input or output, no clock, no chance of their own. */
const PURE = new Set(
  ROAD.slice(
    0,
    ROAD.findIndex((row) => row.includes("loop")),
  ).flat(),
);
// The log writes, and the texts are read from their files once, at start.
PURE.delete("log");
PURE.delete("locales");

/** Each framework has one home. */
const HOMES: readonly { module: RegExp; home: readonly string[] }[] = [
  { module: /^grammy($|\/)/, home: ["telegram"] },
  { module: /^(@whiskeysockets\/baileys|libsignal)($|\/)/, home: ["whatsapp"] },
  { module: /^@prisma\/|\/store\/client\//, home: ["store"] },
  { module: /^(pg|@electric-sql\/pglite)($|\/)/, home: ["store"] },
  { module: /^i18next($|\/)/, home: ["locales"] },
  { module: /^(fastify|@fastify\/)/, home: ["web", "webchat"] },
  { module: /^age-encryption($|\/)/, home: ["vault"] },
  { module: /^otpauth($|\/)/, home: ["directory"] },
  { module: /^@simplewebauthn\/server($|\/)/, home: ["directory"] },
  { module: /^pg-boss($|\/)/, home: ["tasks"] },
  { module: /^nodemailer($|\/)/, home: ["email"] },
  { module: /^idn-area-data($|\/)/, home: ["area"] },
  { module: /^pino($|\/)/, home: ["log"] },
];

/** Where a channel is made, or its settings are read, its name is known; everywhere else it is asked what it can do. */
const CHANNELS = ["telegram", "whatsapp", "whatsapp-cloud", "webchat", "console", "email"];
const KNOW_CHANNELS = new Set([...CHANNELS, "config", "compose", "main", "commands", "seed"]);
const NAMED = `"(?:${CHANNELS.join("|")})"`;
const ASKS_WHICH_CHANNEL = new RegExp(`(?:[=!]==?|\\bcase)\\s*${NAMED}|${NAMED}\\s*[=!]==?`);

/** The only files of the domain that touch the disk: official place names and points, read once at start. */
const EDGES = new Set(["api/area/load.ts", "api/area/districts.ts"]);
const IMPURE = [
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /\bMath\.random\(/,
  /\bprocess\.(env|argv|stdin|stdout|exit)\b/,
  /\b(setTimeout|setInterval|setImmediate)\(/,
  /\bfetch\(/,
  /\b(randomBytes|randomUUID|randomInt|getRandomValues)\b/,
];
const IMPURE_MODULES = /^node:(fs|net|http|https|child_process|dgram|tls|readline|worker_threads)/;
const RANK = new Map(ROAD.flatMap((row, rank) => row.map((part) => [part, rank] as const)));

/** `api/queue/desk.ts` → `queue`; undefined for files outside the road (tests, settings of tools). */
export function partOf(path: string): string | undefined {
  if (path.startsWith("locales/")) return "locales";
  if (path === "prisma/seed.ts" || path.startsWith("prisma/seed/")) return "seed";
  const match = /^(?:api|bots)\/([^/]+?)(?:\.ts$|\/)/.exec(path);
  return match?.[1];
}

/** Rooms large enough for a face of their own inside their part. */
const ROOMS = new Set(["api/insight/relocation/index.ts"]);

function isFace(path: string): boolean {
  return (
    ROOMS.has(path) ||
    /^(api|bots)\/[^/]+\.ts$/.test(path) ||
    /^(api|bots)\/[^/]+\/index\.ts$/.test(path) ||
    path === "locales/index.ts" ||
    path === "prisma/seed.ts"
  );
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^"';]*?from\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)\s*import\s*"([^"]+)"/g;

/** Every breach of the road in these files, in words. */
export function breaches(files: readonly SourceFile[]): string[] {
  const found: string[] = [];
  for (const { path, text } of files) {
    const part = partOf(path);
    if (part === undefined) continue;
    const rank = RANK.get(part);
    if (rank === undefined) {
      found.push(`${path}: part "${part}" is not on the road`);
      continue;
    }
    for (const [, typeOnly, from, dynamic, bare] of text.matchAll(IMPORT)) {
      const target = from ?? dynamic ?? bare ?? "";
      found.push(...breachesOfImport({ path, part, rank }, target, typeOnly !== undefined));
    }
    if (PURE.has(part) && !EDGES.has(path)) {
      for (const pattern of IMPURE) {
        if (pattern.test(text)) found.push(`${path}: a domain part has no ${pattern.source} of its own`);
      }
    }
    if (!KNOW_CHANNELS.has(part) && ASKS_WHICH_CHANNEL.test(text))
      found.push(`${path}: asks which channel it is, instead of what it can do`);
    if (part !== "store" && /\$transaction\b/.test(text))
      found.push(`${path}: $transaction belongs to store`);
  }
  return found;
}

type Importer = { path: string; part: string; rank: number };

function breachesOfImport({ path, part, rank }: Importer, target: string, typeOnly: boolean): string[] {
  const found: string[] = [];
  const resolved = target.startsWith(".") ? normalize(join(dirname(path), target)) : target;
  for (const { module, home } of HOMES) {
    if (module.test(resolved) && !home.includes(part))
      found.push(`${path}: ${target} belongs to ${home.join(", ")}`);
  }
  if (PURE.has(part) && !EDGES.has(path) && IMPURE_MODULES.test(target)) {
    found.push(`${path}: a domain part does not import ${target}`);
  }
  if (!target.startsWith(".")) return found;
  const other = partOf(resolved);
  if (resolved.startsWith("tests/")) found.push(`${path}: shipped code does not import ${resolved}`);
  if (other === undefined || other === part) return found;
  const otherRank = RANK.get(other);
  // A port belongs to its caller; whoever implements it may read its type.
  if (typeOnly && resolved.endsWith("/ports.ts")) return found;
  if (otherRank === undefined || otherRank >= rank)
    found.push(`${path}: ${part} looks ahead to ${other} (${resolved})`);
  if (!isFace(resolved) && !EDGES.has(resolved))
    found.push(`${path}: reaches past the face of ${other} (${resolved})`);
  return found;
}

/** The shipped sources below `root`. */
export function readSources(root: string): SourceFile[] {
  return ["api", "bots", "locales", "prisma"].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: "utf8" })
      .map((name) => `${top}/${name.replaceAll("\\", "/")}`)
      .filter(
        (path) =>
          path.endsWith(".ts") && !path.startsWith("api/store/client/") && !path.endsWith("prisma.config.ts"),
      )
      .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
  );
}
