/** `npm run setup`: begins a real installation: keys, national coordinator, first admins and officers. */
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { currentEnvironment, readConfig } from "../config.ts";
import { NATION } from "../kernel.ts";
import type { InvitedOfficer, Person } from "../directory/index.ts";
import { openFoundation, reasonOf } from "../compose/index.ts";
import { createTexts } from "../../locales/index.ts";
import { seedNumbers } from "../../prisma/seed.ts";

const ADMINS = 2;
const OFFICERS = 2;
const texts = createTexts();
const say = (key: string, params?: Record<string, string | number>) =>
  texts.say("id", `command.${key}`, params);
const print = (line: string) => process.stdout.write(`${line}\n`);

type Wanted = { admins: Person[]; coordinator: string; officers: Person[] };

/** `siti:Siti Rahma` → sign-in name and full name; undefined when it is not of that form. */
function personOf(text: string): Person | undefined {
  const match = /^\s*([a-z0-9][a-z0-9._-]{1,39})\s*:\s*(\S.*\S)\s*$/i.exec(text);
  return match ? { signInName: (match[1] as string).toLowerCase(), name: match[2] as string } : undefined;
}

function fromFlags(args: string[]): Wanted | "ask" | "usage" {
  try {
    const { values } = parseArgs({
      args,
      options: {
        admin: { type: "string", multiple: true },
        coordinator: { type: "string" },
        officer: { type: "string", multiple: true },
        help: { type: "boolean" },
      },
    });
    if (values.help) return "usage";
    if (args.length === 0) return "ask";
    const admins = (values.admin ?? []).map(personOf);
    const officers = (values.officer ?? []).map(personOf);
    const complete = [...admins, ...officers].every((person) => person !== undefined);
    if (!complete || admins.length < ADMINS || officers.length < OFFICERS || !values.coordinator)
      return "usage";
    return { admins: admins as Person[], coordinator: values.coordinator, officers: officers as Person[] };
  } catch {
    return "usage";
  }
}

async function ask(): Promise<Wanted> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const person = async (question: string): Promise<Person> => {
    for (;;) {
      const answer = personOf(await terminal.question(question));
      if (answer !== undefined) return answer;
      print(say("setup.bad_person"));
    }
  };
  try {
    const admins: Person[] = [];
    for (let number = 1; number <= ADMINS; number += 1)
      admins.push(await person(say("setup.ask_admin", { number })));
    let coordinator = "";
    while (coordinator === "") coordinator = (await terminal.question(say("setup.ask_coordinator"))).trim();
    const officers: Person[] = [];
    for (let number = 1; number <= OFFICERS; number += 1)
      officers.push(await person(say("setup.ask_officer", { number })));
    return { admins, coordinator, officers };
  } finally {
    terminal.close();
  }
}

async function run(): Promise<number> {
  const read = readConfig(currentEnvironment());
  if ("faults" in read) {
    print(say("setting.intro"));
    for (const { setting, fault, params } of read.faults) {
      print(say("setting.line", { setting, fault: say(`setting.${fault}`, params) }));
    }
    return 78;
  }
  const flags = fromFlags(process.argv.slice(2));
  if (flags === "usage") {
    print(say("setup.usage"));
    return 64;
  }
  const foundation = await openFoundation({ ...read.config, makeKeys: true });
  try {
    if ((await foundation.directory.agencies()).length > 0) {
      print(say("setup.already"));
      return 1;
    }
    const wanted = flags === "ask" ? await ask() : flags;
    const body = {
      name: wanted.coordinator,
      kind: "coordinator" as const,
      area: NATION,
      phone: undefined,
      email: undefined,
    };
    const made = await foundation.directory.setUp({
      admins: wanted.admins,
      coordinator: body,
      officers: wanted.officers,
    });
    if (!made.ok) {
      print(say("setup.refused", { reason: texts.say("id", `refusal.${made.refusal}`) }));
      return 1;
    }
    await seedNumbers(foundation.store.directory);
    printLinks(made.value.invited, read.config.publicUrl);
    return 0;
  } finally {
    await foundation.close();
  }
}

function printLinks(invited: InvitedOfficer[], publicUrl: string): void {
  print(say("setup.invited"));
  for (const { officer, token } of invited) {
    print(say("setup.link", { name: officer.name, url: `${publicUrl}/undangan/${token}` }));
  }
  print(say("setup.next"));
}

try {
  process.exitCode = await run();
} catch (failure) {
  print(say("start.failed", { reason: reasonOf(failure) }));
  process.exitCode = 1;
}
