/** Half a minute of the clock on the wall, because that is what is promised: the only test that waits. */
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { createFakeStateRows } from "../fakes/whatsapp-state.ts";
import { freshlyKept, openLinked } from "./bot.ts";

const SECONDS = 30;

test("with the database away for thirty seconds under traffic, nothing is lost and nothing comes twice", async () => {
  const [rows, inbox] = [createFakeStateRows(), createCollectingInbox()];
  const opened = await openLinked(inbox, freshlyKept(rows));
  const people = Array.from({ length: 5 }, () => opened.peer.contact());
  const said = people.map(({ lid }) => [`${lid} sebelum`]);
  await Promise.all(people.map((person, index) => person.write(said[index]?.[0] ?? "")));
  await inbox.hasHeard(people.length);

  rows.failing = true;
  inbox.breakDown();
  for (let second = 1; second <= SECONDS; second += 1) {
    const index = second % people.length;
    const text = `${people[index]?.lid} detik ${second}`;
    said[index]?.push(text);
    await people[index]?.write(text);
    await setTimeout(1_000);
  }
  const duringOutage = inbox.heard.length;
  rows.failing = false;
  inbox.recover();
  await inbox.hasHeard(people.length + SECONDS);
  await opened.close();

  const heard = inbox.heard.flatMap(({ said: one }) => (one.kind === "text" ? [one.text] : []));
  expect(duringOutage).toBe(people.length);
  // What was refused comes again by itself, and may be overtaken by what was written when all was well again.
  expect(heard.toSorted()).toEqual(said.flat().toSorted());
}, 240_000);
