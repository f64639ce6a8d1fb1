/** Settings of WhatsApp by a linked account. */
import type { SettingFault } from "../config.ts";

export type WhatsappConfig = {
  /** The name under which the account shows itself. */
  name: string;
  url: string;
  /** Of WhatsApp Web; undefined: the newest. */
  version: [number, number, number] | undefined;
  /** Messages a minute that we write at most, all chats together. */
  perMinute: number;
};

const WEB_SOCKET = "wss://web.whatsapp.com/ws/chat";

/** Undefined unless WHATSAPP_ENABLED says yes. */
export function readWhatsapp(
  given: (setting: string) => string | undefined,
  oneOf: (setting: string, allowed: readonly ("yes" | "no")[], otherwise: "no") => "yes" | "no",
  url: (setting: string, protocols: string[], example: string) => string | undefined,
  faults: SettingFault[],
): WhatsappConfig | undefined {
  const enabled = oneOf("WHATSAPP_ENABLED", ["yes", "no"], "no");
  const version = given("WHATSAPP_VERSION");
  const parts = version?.split(".").map(Number) ?? [];
  const isVersion = parts.length === 3 && parts.every((part) => Number.isSafeInteger(part) && part >= 0);
  if (version !== undefined && version !== "latest" && !isVersion)
    faults.push({ setting: "WHATSAPP_VERSION", fault: "whatsapp_version" });
  const perMinute = Number(given("WHATSAPP_MESSAGES_PER_MINUTE") ?? "30");
  if (!Number.isInteger(perMinute) || perMinute < 1)
    faults.push({ setting: "WHATSAPP_MESSAGES_PER_MINUTE", fault: "per_minute" });
  const address = url("WHATSAPP_WEB_SOCKET_URL", ["ws:", "wss:"], WEB_SOCKET) ?? WEB_SOCKET;
  if (enabled === "no") return undefined;
  return {
    name: given("WHATSAPP_NAME") ?? "Lapor Aman",
    url: address,
    version: isVersion ? (parts as [number, number, number]) : undefined,
    perMinute,
  };
}
