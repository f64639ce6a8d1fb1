import { channelContract } from "../contracts/channel.ts";
import { createGraphServer } from "../servers/graph/index.ts";
import { contractPerson, openCloud } from "./channel.ts";

for (const who of ["a person with a number", "a person with an opaque id only"]) {
  channelContract(`whatsapp-cloud, ${who},`, async (inbox) => {
    const server = await createGraphServer();
    const { channel, close } = await openCloud(server, inbox);
    const person = server.person();
    if (who.includes("opaque")) person.becomes("ID.8143519203948810", "hidden");
    return {
      channel,
      person: contractPerson(person),
      filesFetched: () => server.strayCalls.length,
      duplicateNext: () => server.duplicateNext(),
      close,
    };
  });
}
