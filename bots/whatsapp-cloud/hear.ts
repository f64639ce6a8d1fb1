/**
 * From a post of Meta to what was heard, in one place. `contacts` (profile names, user names, numbers), quotes,
 * advertisements that somebody came by, captions' files and their ids are never read here, and so go no further.
 */
import { instant, SECOND, type Instant } from "../../api/kernel.ts";
import type { Address, ChannelName, Heard, Said } from "../channel.ts";
import { isRecord, recordsIn, textIn, type Json } from "./json.ts";

export const WHATSAPP_CLOUD = "whatsapp-cloud" as ChannelName;

/** A message that Meta had taken and did not deliver. `error` is its number for why, `at` when it said so. */
export type Failure = { receipt: string; error: number | undefined; at: Instant };

export type Reading = { heard: Heard[]; failures: Failure[] };

/**
 * Reads one post, whatever number of entries and changes Meta has put into it; only what concerns our number. Messages
 * come in the order in which they were written. Undefined when it is no post of the WhatsApp platform.
 */
export function readPost(body: unknown, phoneNumberId: string, now: Instant): Reading | undefined {
  if (!isRecord(body) || body["object"] !== "whatsapp_business_account") return undefined;
  const values = recordsIn(body["entry"])
    .flatMap((entry) => recordsIn(entry["changes"]))
    .filter(({ field }) => field === "messages")
    .flatMap(({ value }) => (isRecord(value) ? [value] : []))
    .filter(({ metadata }) => isRecord(metadata) && metadata["phone_number_id"] === phoneNumberId);
  return {
    heard: values
      .flatMap((value) => recordsIn(value["messages"]))
      .toSorted((one, other) => secondsOf(one) - secondsOf(other))
      .flatMap((message) => heardIn(message, now)),
    failures: values.flatMap((value) => recordsIn(value["statuses"])).flatMap((one) => failureIn(one, now)),
  };
}

function heardIn(message: Json, now: Instant): Heard[] {
  const id = textIn(message, "id");
  const from = senderOf(message);
  if (id === undefined || from === undefined) return [];
  const at = timeOf(message, now);
  return saidIn(message).map((said, index) => ({
    channel: WHATSAPP_CLOUD,
    // The second thing said in one message (a caption and its picture) has an id of its own.
    externalId: index === 0 ? id : `${id}.${index}`,
    ...from,
    said,
    at,
  }));
}

/**
 * The opaque id that Meta gives this person towards us, where there is one; the number else. Whoever was heard under
 * the number before goes on under the id, and is never asked for a number.
 */
function senderOf(message: Json): { address: Address; formerly?: Address } | undefined {
  const id = textIn(message, "from_user_id") as Address | undefined;
  const number = textIn(message, "from") as Address | undefined;
  if (id === undefined) return number === undefined ? undefined : { address: number };
  return number === undefined ? { address: id } : { address: id, formerly: number };
}

const secondsOf = (one: Json): number => Number(one["timestamp"] ?? 0) || 0;

/** Meta dates in whole seconds by its own clock; never later than ours. */
function timeOf(one: Json, now: Instant): Instant {
  const seconds = secondsOf(one);
  return seconds > 0 ? instant(Math.min(seconds * SECOND, now)) : now;
}

/** Delivered and read are not looked at: when somebody reads is nobody's business. */
function failureIn(status: Json, now: Instant): Failure[] {
  const receipt = textIn(status, "id");
  if (status["status"] !== "failed" || receipt === undefined) return [];
  const [error] = recordsIn(status["errors"]);
  const code = error?.["code"];
  return [{ receipt, error: typeof code === "number" ? code : undefined, at: timeOf(status, now) }];
}

// ── What a message says ──────────────────────────────────────────────────────────────────────────────
type Unreadable = (Said & { kind: "unreadable" })["what"];

/** What is refused by its type; a type that is not here is refused aloud as "other". */
const REFUSED = new Map<string, Unreadable>([
  ["image", "picture"],
  ["video", "video"],
  ["audio", "voice"],
  ["voice", "voice"],
  ["document", "file"],
  ["sticker", "sticker"],
  ["contacts", "contact"],
]);

function saidIn(message: Json): Said[] {
  const type = textIn(message, "type") ?? "";
  const content = message[type];
  const inner: Json = isRecord(content) ? content : {};
  switch (type) {
    case "text":
      return wordsIn(inner, "body");
    case "interactive":
      return choiceIn(inner);
    // A button of our own template, or a chat opened from a link: the person is there, and has said nothing yet.
    case "button":
    case "request_welcome":
      return [{ kind: "opened" }];
    case "location":
      return placeIn(inner);
    // Numbers that changed, and signs under a message: nobody said anything.
    case "system":
    case "reaction":
      return [];
    default:
      // The words under a picture are the person's own: kept, and the picture refused.
      return [...wordsIn(inner, "caption"), { kind: "unreadable", what: REFUSED.get(type) ?? "other" }];
  }
}

function wordsIn(inner: Json, field: string): Said[] {
  const text = textIn(inner, field);
  return text === undefined ? [] : [{ kind: "text", text }];
}

function choiceIn(interactive: Json): Said[] {
  const reply = interactive["button_reply"] ?? interactive["list_reply"];
  const token = isRecord(reply) ? textIn(reply, "id") : undefined;
  return [token === undefined ? { kind: "unreadable", what: "other" } : { kind: "choice", token }];
}

/** A pin, and the name of the place where it has one. */
function placeIn(location: Json): Said[] {
  const { latitude, longitude } = location;
  if (typeof latitude !== "number" || typeof longitude !== "number") {
    return [{ kind: "unreadable", what: "other" }];
  }
  const named = [textIn(location, "name"), textIn(location, "address")].filter((one) => one !== undefined);
  const words: Said[] = named.length === 0 ? [] : [{ kind: "text", text: named.join(", ") }];
  return [{ kind: "place", latitude, longitude }, ...words];
}
