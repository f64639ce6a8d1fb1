import { fakeGazetteer } from "../fakes/gazetteer.ts";
import { expect, test } from "vitest";
import { openChannels } from "../../api/compose/channels.ts";
import type { Foundation } from "../../api/compose/index.ts";
import { webhooksOf } from "../../api/compose/webhooks.ts";
import { readConfig, type Role } from "../../api/config.ts";
import type { Channel } from "../../bots/channel.ts";
import { createTexts } from "../../locales/index.ts";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";

const SETTINGS = {
  PUBLIC_URL: "https://lapor.example",
  DATABASE_URL: "postgresql://localhost/lapor",
  TELEGRAM_BOT_TOKEN: "700001:test-token-of-no-real-bot",
  TELEGRAM_WEBHOOK_SECRET: "a-secret-of-this-test-only",
  WHATSAPP_CLOUD_TOKEN: "EAAtoken",
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: "106540352242922",
  WHATSAPP_CLOUD_APP_SECRET: "0123456789abcdef0123456789abcdef",
  WHATSAPP_CLOUD_VERIFY_TOKEN: "made-up-by-the-operator",
};

function open(role: Role, mode: "polling" | "webhook") {
  const read = readConfig({ ...SETTINGS, ROLE: role, TELEGRAM_MODE: mode });
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const foundation = { store: {}, keys: {}, directory: {} } as unknown as Foundation;
  const channels = openChannels(read.config, foundation, {
    inbox: createCollectingInbox(),
    returns: { returned: async () => "unknown" },
    texts: createTexts(),
    gazetteer: fakeGazetteer(),
    log: () => {},
    banner: async () => undefined,
  });
  const names = (some: Channel[]) =>
    some.map(({ name }) => String(name)).filter((name) => name !== "console");
  return {
    hears: names(channels.hearing),
    says: names(channels.saying),
    paths: webhooksOf(channels).map(({ path }) => path),
  };
}

const TELEGRAM = "/webhook/telegram";
const META = "/webhook/whatsapp-cloud";

test("a web process hears by webhook whatever comes by webhook, and says nothing", () => {
  const { hears, says, paths } = open("web", "webhook");

  expect(hears.toSorted()).toEqual(["telegram", "webchat", "whatsapp-cloud"]);
  expect(says).toEqual([]);
  expect(paths).toEqual([TELEGRAM, META]);
});

test("what is polled is not polled by the web process", () => {
  const { hears, paths } = open("web", "polling");

  expect(hears.toSorted()).toEqual(["webchat", "whatsapp-cloud"]);
  expect(paths).toEqual([META]);
});

test("a bots process says by every channel", () => {
  expect(open("bots", "webhook").says.toSorted()).toEqual(["telegram", "webchat", "whatsapp-cloud"]);
});
