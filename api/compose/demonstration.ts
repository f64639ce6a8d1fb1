/** The demonstration of a first start: when it is made, and where the key that only it has is kept. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { seedDemonstration, type DemoAccount, type DemoParts } from "../../prisma/seed.ts";
import type { Config } from "../config.ts";

/** Only on an embedded database, without a channel token, with keys in their default place. */
export function mayDemonstrate({
  databaseUrl,
  makeKeys,
  telegram,
  whatsapp,
  whatsappCloud,
}: Config): boolean {
  const messengers = [telegram, whatsapp, whatsappCloud];
  return databaseUrl === undefined && makeKeys && messengers.every((one) => one === undefined);
}

/** Makes it, and keeps the offline key of its bodies beside the other keys. */
export async function demonstrate(parts: DemoParts, config: Config): Promise<{ accounts: DemoAccount[] }> {
  const { accounts, recoveryKey } = await seedDemonstration(parts);
  await writeFile(join(config.dataDir, "keys", "demonstration-recovery.key"), `${recoveryKey}\n`, {
    mode: 0o600,
  });
  return { accounts };
}
