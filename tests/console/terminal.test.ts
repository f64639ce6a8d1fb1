import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { instant } from "../../api/kernel.ts";
import type { Channel, Heard } from "../../bots/channel.ts";
import { chatInTerminal, createConsole } from "../../bots/console/index.ts";
import { createTexts } from "../../locales/index.ts";
import { type CollectingInbox, createCollectingInbox } from "../contracts/collecting-inbox.ts";

const texts = createTexts();
let folder: string;
let inbox: CollectingInbox;
let channel: Channel | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lapor-terminal-"));
  inbox = createCollectingInbox();
});
afterEach(async () => {
  await channel?.stop();
  channel = undefined;
  rmSync(folder, { recursive: true });
});

async function open(socketPath = join(folder, "c.sock")): Promise<string> {
  channel = createConsole({ socketPath, inbox, clock: () => instant(1) });
  await channel.start();
  return socketPath;
}

function sit(socketPath: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let screen = "";
  const seen = new Set<() => void>();
  output.on("data", (piece) => {
    screen += String(piece);
    for (const look of seen) look();
  });
  const ended = chatInTerminal({ socketPath, input, output, texts });
  const shows = (words: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (screen.includes(words)) resolve();
      };
      seen.add(look);
      look();
    });
  return { input, ended, shows, screen: () => screen };
}

test("sitting down opens a chat, lines are messages, and answers come with numbered choices", async () => {
  const terminal = sit(await open());

  terminal.input.write("halo\n");
  const heard = await inbox.hasHeard(2);
  const choices = [
    { token: "a", label: "Ya" },
    { token: "b", label: "Tidak" },
  ];
  await channel?.say((heard[0] as Heard).address, { text: "Apakah ada anak?", choices, protect: true });
  await terminal.shows("2. Tidak");
  terminal.input.end();

  expect(heard.map(({ said }) => said)).toEqual([{ kind: "opened" }, { kind: "text", text: "halo" }]);
  expect(terminal.screen()).toContain("Apakah ada anak?\n\n1. Ya\n2. Tidak");
  expect(await terminal.ended).toBe("ended");
});

test("Ctrl-D right after a line still hands the line over", async () => {
  const terminal = sit(await open());

  terminal.input.end("kata terakhir\n");

  expect(await terminal.ended).toBe("ended");
  expect(inbox.heard.at(-1)?.said).toEqual({ kind: "text", text: "kata terakhir" });
});

test("after the terminal is closed, its address is gone", async () => {
  const terminal = sit(await open());
  const [first] = await inbox.hasHeard(1);
  terminal.input.end();
  await terminal.ended;
  await channel?.stop();

  const delivery = await channel?.say((first as Heard).address, {
    text: "Halo.",
    choices: [],
    protect: true,
  });

  expect(delivery?.kind).toBe("gone");
});

test("every terminal is an address of its own", async () => {
  const path = await open();
  const [one, other] = [sit(path), sit(path)];

  const heard = await inbox.hasHeard(2);
  one.input.end();
  other.input.end();

  expect(new Set(heard.map(({ address }) => address)).size).toBe(2);
});

test("words that would steer the terminal are shown without their steering", async () => {
  const terminal = sit(await open());
  const [first] = await inbox.hasHeard(1);

  await channel?.say((first as Heard).address, { text: "a\u001b[2Jb\u009b", choices: [], protect: true });
  await terminal.shows("a[2Jb");
  terminal.input.end();

  expect(terminal.screen()).not.toContain("\u001b");
});

test("without a server the person is told how to start one", async () => {
  const terminal = sit(join(folder, "none.sock"));

  expect(await terminal.ended).toBe("no_server");
  expect(terminal.screen()).toContain("npm start");
});

test("when the server goes, the person is told", async () => {
  const terminal = sit(await open());
  await inbox.hasHeard(1);

  await channel?.stop();

  expect(await terminal.ended).toBe("lost");
});

test("only this user may open the socket", async () => {
  const path = await open();

  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a socket left behind by a crash is replaced, a living one is not", async () => {
  const path = join(folder, "c.sock");
  writeFileSync(path, "");
  await open(path);
  const second = createConsole({ socketPath: path, inbox, clock: () => instant(1) });

  await expect(second.start()).rejects.toThrow("already listens");
  expect(existsSync(path)).toBe(true);
});

test("a folder too deep for a socket still gets one, and both ends find it", async () => {
  const deep = join(folder, "sangat-dalam-".repeat(10), "console.sock");
  const terminal = sit(await open(deep));

  terminal.input.end("halo\n");

  expect(await terminal.ended).toBe("ended");
  expect(inbox.heard).toHaveLength(2);
});
