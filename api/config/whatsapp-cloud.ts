/** The settings of WhatsApp by Meta's Cloud API: all that are needed, or none. */
import type { SettingFault } from "../config.ts";

export type WhatsappCloudConfig = {
  token: string;
  phoneNumberId: string;
  appSecret: string;
  verifyToken: string;
  apiRoot: string;
  version: string;
  template: string | undefined;
};

const NEEDED = [
  "WHATSAPP_CLOUD_TOKEN",
  "WHATSAPP_CLOUD_PHONE_NUMBER_ID",
  "WHATSAPP_CLOUD_APP_SECRET",
  "WHATSAPP_CLOUD_VERIFY_TOKEN",
] as const;
const ROOT = "WHATSAPP_CLOUD_API_ROOT";
const VERSION = "WHATSAPP_CLOUD_API_VERSION";
const TEMPLATE = "WHATSAPP_CLOUD_TEMPLATE";

/** What each looks like; a wrong one would only show when somebody writes. */
const SHAPES: [setting: string, shape: RegExp, fault: string][] = [
  ["WHATSAPP_CLOUD_PHONE_NUMBER_ID", /^\d{5,20}$/, "meta_id"],
  ["WHATSAPP_CLOUD_APP_SECRET", /^[0-9a-f]{32}$/, "meta_secret"],
  ["WHATSAPP_CLOUD_VERIFY_TOKEN", /^[\w-]{16,256}$/, "meta_verify"],
  [VERSION, /^v\d{1,3}\.\d$/, "meta_version"],
  [TEMPLATE, /^[a-z0-9_]{1,512}$/, "meta_template"],
];

/** `url` reads a setting that is an address, and notes its fault; undefined when not given or wrong. */
export function readWhatsappCloud(
  given: (setting: string) => string | undefined,
  url: (setting: string, protocols: string[], example: string) => string | undefined,
  faults: SettingFault[],
): WhatsappCloudConfig | undefined {
  const apiRoot =
    url(ROOT, ["http:", "https:"], "https://graph.facebook.com") ?? "https://graph.facebook.com";
  if ([...NEEDED, VERSION, TEMPLATE].every((setting) => given(setting) === undefined)) return undefined;
  for (const setting of NEEDED) {
    if (given(setting) === undefined) faults.push({ setting, fault: "needed_by_whatsapp_cloud" });
  }
  for (const [setting, shape, fault] of SHAPES) {
    const value = given(setting);
    if (value !== undefined && !shape.test(value)) faults.push({ setting, fault });
  }
  // Meta posts to https addresses only.
  if (!(given("PUBLIC_URL") ?? "").startsWith("https:"))
    faults.push({ setting: "PUBLIC_URL", fault: "https_for_meta" });
  const [token, phoneNumberId, appSecret, verifyToken] = NEEDED.map((setting) => given(setting) ?? "");
  return {
    token: token ?? "",
    phoneNumberId: phoneNumberId ?? "",
    appSecret: appSecret ?? "",
    verifyToken: verifyToken ?? "",
    apiRoot: apiRoot.replace(/\/+$/, ""),
    version: given(VERSION) ?? "v25.0",
    template: given(TEMPLATE),
  };
}
