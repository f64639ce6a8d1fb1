import { expect, test } from "vitest";
import { readConfig } from "../../api/config.ts";

const WHOLE = {
  PUBLIC_URL: "https://lapor.example",
  WHATSAPP_CLOUD_TOKEN: "EAAtoken",
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: "106540352242922",
  WHATSAPP_CLOUD_APP_SECRET: "0123456789abcdef0123456789abcdef",
  WHATSAPP_CLOUD_VERIFY_TOKEN: "made-up-by-the-operator",
};
const read = (changes: Record<string, string | undefined>) => readConfig({ ...WHOLE, ...changes });
const faultsOf = (changes: Record<string, string | undefined>) => {
  const read_ = read(changes);
  return "faults" in read_ ? read_.faults.map(({ setting, fault }) => [setting, fault]) : [];
};

test("with all of its settings there is a channel, and Meta's own address and version", () => {
  const config = read({});

  expect("config" in config && config.config.whatsappCloud).toMatchObject({
    apiRoot: "https://graph.facebook.com",
    version: "v25.0",
    template: undefined,
  });
});

test("with none of them there is none, and nothing to complain about", () => {
  const config = readConfig({ WHATSAPP_CLOUD_API_ROOT: "https://graph.facebook.com" });

  expect("config" in config && config.config.whatsappCloud).toBeUndefined();
});

test("with some of them every missing one is named at once", () => {
  const nothing = Object.fromEntries(Object.keys(WHOLE).map((setting) => [setting, undefined]));

  expect(
    faultsOf({ ...nothing, PUBLIC_URL: "https://lapor.example", WHATSAPP_CLOUD_TEMPLATE: "kabar" }),
  ).toEqual([
    ["WHATSAPP_CLOUD_TOKEN", "needed_by_whatsapp_cloud"],
    ["WHATSAPP_CLOUD_PHONE_NUMBER_ID", "needed_by_whatsapp_cloud"],
    ["WHATSAPP_CLOUD_APP_SECRET", "needed_by_whatsapp_cloud"],
    ["WHATSAPP_CLOUD_VERIFY_TOKEN", "needed_by_whatsapp_cloud"],
  ]);
});

test.each([
  ["WHATSAPP_CLOUD_PHONE_NUMBER_ID", "+62 811 1000", "meta_id"],
  ["WHATSAPP_CLOUD_APP_SECRET", "rahasia", "meta_secret"],
  ["WHATSAPP_CLOUD_VERIFY_TOKEN", "pendek", "meta_verify"],
  ["WHATSAPP_CLOUD_API_VERSION", "25", "meta_version"],
  ["WHATSAPP_CLOUD_TEMPLATE", "Ada Kabar", "meta_template"],
  ["PUBLIC_URL", "http://lapor.example", "https_for_meta"],
])("a wrong %s (%s) is told before anybody writes", (setting, value, fault) => {
  expect(faultsOf({ [setting]: value })).toEqual([[setting, fault]]);
});
