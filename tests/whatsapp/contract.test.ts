import { channelContract } from "../contracts/channel.ts";
import { contractPerson, openLinked } from "./bot.ts";

channelContract("whatsapp", async (inbox) => {
  const { peer, bot, close } = await openLinked(inbox);
  const contact = peer.contact();
  const person = contractPerson(contact);
  let twice = false;
  return {
    channel: bot.whatsapp,
    person: {
      ...person,
      async types(text) {
        if (twice) await contact.write(text, { duplicate: true });
        else await person.types(text);
        twice = false;
      },
    },
    filesFetched: () => peer.mediaTouched(),
    keepsTheirWords: true,
    duplicateNext() {
      twice = true;
    },
    close,
  };
});
