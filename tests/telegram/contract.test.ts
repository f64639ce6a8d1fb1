import { channelContract } from "../contracts/channel.ts";
import { createTelegramServer } from "../servers/telegram/index.ts";
import { contractPerson, openBot } from "./bot.ts";

for (const mode of ["polling", "webhook"] as const) {
  channelContract(`telegram by ${mode}`, async (inbox) => {
    const server = await createTelegramServer();
    const { bot, close } = await openBot(server, mode, inbox);
    await bot.start();
    return {
      channel: bot,
      person: contractPerson(server.person()),
      filesFetched: () => server.calls.filter(({ method }) => method === "getFile").length,
      duplicateNext: () => server.duplicateNext(),
      close,
    };
  });
}
