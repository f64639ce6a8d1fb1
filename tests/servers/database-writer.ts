/** A process that opens the embedded database as the program does, and prints what was acknowledged as written. */
import { openStore } from "../../api/store/index.ts";
import { heard, random } from "../contracts/store/samples.ts";

const [, , dataDir = ""] = process.argv;
const store = await openStore({ dataDir, random });
for (let number = 1; ; number += 1) {
  await store.inbox.insert(heard({ pseudonym: `p${number}` }));
  await store.directory.saveSetting(`s${number}`, `v${number}`);
  process.stdout.write(`v${number}\n`);
}
