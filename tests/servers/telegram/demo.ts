/** A chat in the terminal with a bot under test: `node tests/servers/telegram/demo.ts [port]`. Nothing leaves this machine. */
import { openPlay } from "../play.ts";
import { createTelegramServer, type Person } from "./index.ts";

const HELP = `
Type to write to the bot. A line that begins with ":" is an act:
  :N          press the N-th button shown        :photo :voice :document :contact   send one
  :place      send a location                    :edit TEXT   correct the last line
  :start X    open through the link ?start=X     :block  :unblock  :chat  :quit`;

const play = openPlay();
const server = await createTelegramServer({ port: Number(process.argv[2] ?? 8081), retryMs: 500 });
const citizen = server.person();
play.print(
  `Start the bot with\n  TELEGRAM_API_ROOT=${server.apiRoot} TELEGRAM_BOT_TOKEN=${server.token}\n${HELP}\n`,
);
void showReplies(citizen);
await play.run(async (words) => {
  await act(citizen, words).finally(() => {
    for (const violation of server.takeViolations()) play.print(`  RULE BROKEN: ${violation}`);
  });
});
await server.close().catch((failure: Error) => play.print(failure.message));
process.exit();

async function act(person: Person, words: string): Promise<void> {
  const [command = "", ...rest] = words.split(" ");
  const argument = rest.join(" ");
  if (!command.startsWith(":")) return person.types(words);
  if (/^:\d+$/.test(command))
    return person.presses(person.buttons()[Number(command.slice(1)) - 1] ?? command);
  switch (command) {
    case ":photo":
    case ":voice":
    case ":document":
    case ":contact":
      return person.sends(command.slice(1) as "photo", argument === "" ? undefined : argument);
    case ":place":
      return person.sharesPlace(-6.9833, 110.4093);
    case ":edit":
      return person.corrects(argument);
    case ":start":
      return person.opens(argument === "" ? undefined : argument);
    case ":block":
      return person.blocks();
    case ":unblock":
      return person.unblocks();
    case ":chat":
      for (const { by, text } of person.sees()) play.print(`  ${by === "bot" ? "bot" : "you"}: ${text}`);
      return;
    default:
      play.print(HELP);
  }
}

/** Prints what the bot writes, as it comes, with the buttons under it. */
async function showReplies(person: Person): Promise<void> {
  for (;;) {
    const text = await person.waitsFor(/[^]/, 2 ** 31 - 1);
    const buttons = person.buttons().map((label, index) => `[:${index + 1} ${label}]`);
    const place = person.isAskedForPlace() ? ["[:place 📍]"] : [];
    play.print(
      `\nbot> ${[text.replaceAll("\n", "\n     "), [...buttons, ...place].join(" ")].join("\n     ").trimEnd()}`,
    );
  }
}
