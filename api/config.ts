/**
 * Settings: from the environment to one Config, once.
 * Comes in: environment variables. Goes out: a Config, or every fault at once, each with the setting's name.
 * Never knows: the rest of the house; parts are handed single values, never this whole.
 */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readWhatsapp, type WhatsappConfig } from "./config/whatsapp.ts";
import { readWhatsappCloud, type WhatsappCloudConfig } from "./config/whatsapp-cloud.ts";
import { LOG_LEVELS, type LogLevel } from "./log.ts";

export const ROLES = ["all", "web", "bots"] as const;
export type Role = (typeof ROLES)[number];
export type TelegramConfig = { token: string; apiRoot: string } & (
  | { mode: "polling" }
  | { mode: "webhook"; secret: string }
);

export type Config = {
  role: Role;
  host: string;
  port: number;
  publicUrl: string;
  dataDir: string;
  /** Where `npm run chat` finds the running server. */
  terminalSocket: string;
  /** Where `npm run whatsapp:pair` finds it. */
  whatsappSocket: string;
  databaseUrl: string | undefined;
  serverKeyFile: string;
  pepperFile: string;
  /** Beside the server key: period keys must not lie where backups of the data are taken. */
  periodFolder: string;
  /** Keys under which reports are compared; deleted after thirty days. */
  sketchFolder: string;
  /** Beside the server key too: what was destroyed, so that a restored backup loses it again. */
  ledgerFile: string;
  /** Keys are made on first start only while they lie in their default place; named files must exist. */
  makeKeys: boolean;
  telegram: TelegramConfig | undefined;
  whatsapp: WhatsappConfig | undefined;
  whatsappCloud: WhatsappCloudConfig | undefined;
  smtpUrl: string | undefined;
  logLevel: LogLevel;
};

/** One wrong or missing setting; `fault` is a key under `command.setting` in locales. */
export type SettingFault = { setting: string; fault: string; params?: Record<string, string> };

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment, with the lines of a file `.env` in the working folder beneath it, when there is one. */
export function currentEnvironment(): Environment {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}

/** Reads the settings. Nothing is opened or created here. */
export function readConfig(environment: Environment): { config: Config } | { faults: SettingFault[] } {
  const faults: SettingFault[] = [];
  const given = (setting: string) => environment[setting]?.trim() || undefined;
  const oneOf = <T extends string>(setting: string, allowed: readonly T[], otherwise: T): T => {
    const value = given(setting);
    if (value === undefined) return otherwise;
    if ((allowed as readonly string[]).includes(value)) return value as T;
    faults.push({ setting, fault: "one_of", params: { allowed: allowed.join(", ") } });
    return otherwise;
  };
  const url = (setting: string, protocols: string[], example: string): string | undefined => {
    const value = given(setting);
    if (value === undefined) return undefined;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    faults.push({ setting, fault: "url", params: { example } });
    return undefined;
  };

  const role = oneOf("ROLE", ROLES, "all");
  const port = Number(given("PORT") ?? "3000");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push({ setting: "PORT", fault: "port" });
  const host = given("HOST") ?? "127.0.0.1";
  const databaseUrl = url(
    "DATABASE_URL",
    ["postgres:", "postgresql:"],
    "postgresql://user:password@localhost:5432/lapor",
  );
  if (role !== "all" && given("DATABASE_URL") === undefined)
    faults.push({ setting: "DATABASE_URL", fault: "needed_by_role" });
  const publicUrl = url("PUBLIC_URL", ["http:", "https:"], "https://lapor.example.go.id");
  const dataDir = resolve(given("DATA_DIR") ?? "data");
  const keys = join(dataDir, "keys");
  const serverKeyFile = resolve(given("SERVER_KEY_FILE") ?? join(keys, "server.key"));
  const pepperFile = resolve(given("PEPPER_FILE") ?? join(keys, "pepper.key"));
  const telegram = readTelegram(given, oneOf, url, faults);
  const config: Config = {
    role,
    host,
    port,
    publicUrl: (
      publicUrl ?? `http://${host === "0.0.0.0" || host === "::" ? "localhost" : host}:${port}`
    ).replace(/\/+$/, ""),
    dataDir,
    terminalSocket: join(dataDir, "terminal.sock"),
    whatsappSocket: join(dataDir, "whatsapp.sock"),
    databaseUrl,
    serverKeyFile,
    pepperFile,
    periodFolder: join(dirname(serverKeyFile), "period-keys"),
    sketchFolder: join(dirname(serverKeyFile), "sketch-keys"),
    ledgerFile: join(dirname(serverKeyFile), "destroyed.ledger"),
    makeKeys: given("SERVER_KEY_FILE") === undefined && given("PEPPER_FILE") === undefined,
    telegram,
    whatsapp: readWhatsapp(given, oneOf, url, faults),
    whatsappCloud: readWhatsappCloud(given, url, faults),
    smtpUrl: url("SMTP_URL", ["smtp:", "smtps:"], "smtp://user:password@mail.example.go.id:587"),
    logLevel: oneOf("LOG_LEVEL", LOG_LEVELS, "info"),
  };
  return faults.length > 0 ? { faults } : { config };
}

function readTelegram(
  given: (setting: string) => string | undefined,
  oneOf: (
    setting: string,
    allowed: readonly ("polling" | "webhook")[],
    otherwise: "polling",
  ) => "polling" | "webhook",
  url: (setting: string, protocols: string[], example: string) => string | undefined,
  faults: SettingFault[],
): TelegramConfig | undefined {
  const token = given("TELEGRAM_BOT_TOKEN");
  const mode = oneOf("TELEGRAM_MODE", ["polling", "webhook"], "polling");
  const apiRoot =
    url("TELEGRAM_API_ROOT", ["http:", "https:"], "https://api.telegram.org") ?? "https://api.telegram.org";
  const secret = given("TELEGRAM_WEBHOOK_SECRET");
  if (token === undefined) {
    if (given("TELEGRAM_MODE") ?? secret)
      faults.push({ setting: "TELEGRAM_BOT_TOKEN", fault: "needed_by_telegram" });
    return undefined;
  }
  if (!/^\d+:[\w-]{20,}$/.test(token)) faults.push({ setting: "TELEGRAM_BOT_TOKEN", fault: "token" });
  if (mode === "polling") return { token, apiRoot, mode };
  // Without a secret anybody could post messages in a reporter's name.
  if (secret === undefined || !/^[\w-]{16,256}$/.test(secret))
    faults.push({ setting: "TELEGRAM_WEBHOOK_SECRET", fault: "secret" });
  if (!(given("PUBLIC_URL") ?? "").startsWith("https:"))
    faults.push({ setting: "PUBLIC_URL", fault: "https_for_webhook" });
  return { token, apiRoot, mode, secret: secret ?? "" };
}
