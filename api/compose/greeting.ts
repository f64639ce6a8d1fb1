/** What the operator reads once everything hears. */
import type { Texts } from "../../locales/index.ts";
import type { Config } from "../config.ts";
import type { Started } from "./house.ts";

/** Where it is, the demonstration's accounts (this once), and whether the hotline is open. */
export function greeting(config: Config, { demo, open, url }: Started, texts: Texts): string[] {
  const say = (key: string, params?: Record<string, string>) => texts.say("id", `command.${key}`, params);
  const web = config.role === "bots" ? [] : ["webchat", "sign_in", "admin"];
  const lines = [say("start.ready"), ...web.map((part) => say(`start.${part}`, { url }))];
  if (config.role !== "web") lines.push(say("start.console"));
  lines.push(...demoLines(demo, texts));
  if (!open) lines.push(`\n${say("start.not_open")}`);
  return lines;
}

/** The passphrases are kept nowhere: whoever starts an empty installation first must show them. */
export function demoLines(demo: Started["demo"], texts: Texts): string[] {
  if (demo === undefined) return [];
  const say = (key: string, params?: Record<string, string>) =>
    texts.say("id", `command.demo.${key}`, params);
  const accounts = demo.accounts.map(({ signIn, passphrase }) =>
    say("line", { signIn: signIn.padEnd(16), passphrase }),
  );
  return [`\n${say("title")}`, ...accounts, say("hint")];
}
