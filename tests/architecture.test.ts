import { expect, test } from "vitest";
import { breaches, readSources } from "./architecture.ts";

const root = new URL("..", import.meta.url).pathname;

test("the code keeps to the road", () => {
  expect(breaches(readSources(root))).toEqual([]);
});

test.each([
  ["looking ahead", "api/triage/x.ts", 'import { createDesk } from "../queue/index.ts";', "looks ahead"],
  [
    "looking ahead in a type",
    "api/triage/x.ts",
    'import type { Desk } from "../queue/index.ts";',
    "looks ahead",
  ],
  ["reaching past a face", "api/queue/x.ts", 'import { seal } from "../vault/age.ts";', "past the face"],
  [
    "two channels knowing each other",
    "bots/telegram/x.ts",
    'import { a } from "../webchat/index.ts";',
    "looks ahead",
  ],
  ["a framework away from home", "bots/courier/x.ts", 'import { Bot } from "grammy";', "belongs to telegram"],
  ["a clock in a rule", "api/routing/x.ts", "export const now = () => Date.now();", "Date"],
  ["chance in a rule", "bots/conversation/x.ts", "export const r = () => Math.random();", "random"],
  [
    "a file read in a rule",
    "api/queue/x.ts",
    'import { readFileSync } from "node:fs";',
    "does not import node:fs",
  ],
  ["a transaction outside the store", "api/web/x.ts", "await prisma.$transaction([]);", "belongs to store"],
  [
    "a fake in shipped code",
    "api/web/x.ts",
    'import { f } from "../../tests/fakes/cases.ts";',
    "does not import tests",
  ],
  [
    "a question which channel it is",
    "bots/courier/x.ts",
    'export const isChat = (channel: string) => channel === "telegram";',
    "what it can do",
  ],
  ["a part nobody drew", "api/helpers/x.ts", "export const x = 1;", "not on the road"],
])("%s is found", (_name, path, text, message) => {
  const planted = [...readSources(root), { path, text }];

  const found = breaches(planted).filter((breach) => breach.startsWith(path));

  expect(found.join("\n")).toContain(message);
});
