/**
 * The Bot API as JSON schema, made from the types that @gramio/types generates from Telegram's own pages. Limits
 * that stand only in the prose of those pages ("1-64 bytes") are lifted from the doc comments.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ErrorObject } from "ajv";
import { createGenerator } from "ts-json-schema-generator";

export type BotApi = {
  methods: ReadonlySet<string>;
  /** What is wrong with a call: unknown method or parameter, missing field, wrong type, length out of bounds. */
  faultsOfCall(method: string, params: unknown): string[];
  /** What is wrong with an object, e.g. an update that this server is about to send. */
  faultsOfObject(type: string, value: unknown): string[];
  /** How many limits were lifted from prose. */
  limits: number;
};

type Node = Record<string, unknown>;

let made: BotApi | undefined;

/** Made once a process: reading the types takes a second or more. */
export function botApi(): BotApi {
  made ??= make(FOLDER);
  return made;
}

const FOLDER = fileURLToPath(new URL("../../../node_modules/@gramio/types/out/", import.meta.url));

function make(folder: string): BotApi {
  const schema = createGenerator({
    path: join(folder, "{params,objects}.d.ts"),
    type: "*",
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema("*");
  const limits = { count: 0 };
  const root = tighten(schema, limits) as Node;
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addKeyword({
    keyword: "minBytes",
    type: "string",
    validate: (least: number, text: string) => Buffer.byteLength(text) >= least,
  });
  ajv.addKeyword({
    keyword: "maxBytes",
    type: "string",
    validate: (most: number, text: string) => Buffer.byteLength(text) <= most,
  });
  ajv.addSchema(root, "botapi");
  const definitions = root["definitions"] as Node;
  const source = readFileSync(join(folder, "methods.d.ts"), "utf8");
  const methods = new Set([...source.matchAll(/^ {4}(\w+): CallAPI/gm)].map((match) => match[1] as string));

  function faultsOfObject(type: string, value: unknown): string[] {
    const validate = ajv.getSchema(`botapi#/definitions/${type}`);
    if (validate === undefined) throw new Error(`the Bot API has no type ${type}`);
    return validate(value) === true ? [] : (validate.errors ?? []).map(inWords);
  }
  return {
    methods,
    limits: limits.count,
    faultsOfObject,
    faultsOfCall(method, params) {
      if (!methods.has(method)) return [`unknown method ${method}`];
      const type = `${method.charAt(0).toUpperCase()}${method.slice(1)}Params`;
      if (type in definitions) return faultsOfObject(type, params);
      return Object.keys(params as object).map((name) => `${method} takes no parameter ${name}`);
    },
  };
}

const inWords = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath} ${message} ${JSON.stringify(params)}`.trim();

/** Walks the schema: a `{toString()}` of the types is no JSON and goes; limits said in a description are enforced. */
function tighten(node: unknown, limits: { count: number }): unknown {
  if (Array.isArray(node)) return node.map((one) => tighten(one, limits));
  if (typeof node !== "object" || node === null) return node;
  const tightened = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, tighten(value, limits)]),
  );
  if (Array.isArray(tightened["anyOf"])) {
    tightened["anyOf"] = tightened["anyOf"].filter(
      (one: Node) => !Object.hasOwn(one["properties"] ?? {}, "toString"),
    );
  }
  const limit = limitIn(tightened["description"]);
  if (limit !== undefined) limits.count += 1;
  return { ...tightened, ...limit };
}

function limitIn(description: unknown): Node | undefined {
  if (typeof description !== "string") return undefined;
  const said =
    /(\d+)[-–](\d+) (bytes|characters)/.exec(description) ?? /\blist of (\d+)[-–](\d+) /.exec(description);
  if (said === null) return undefined;
  const [least, most] = [Number(said[1]), Number(said[2])];
  if (said[3] === "bytes") return { minBytes: least, maxBytes: most };
  return said[3] === "characters"
    ? { minLength: least, maxLength: most }
    : { minItems: least, maxItems: most };
}
