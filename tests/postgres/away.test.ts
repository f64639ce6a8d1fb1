/**
 * PostgreSQL is away for thirty seconds while people write on WhatsApp, which does not ask whether we can keep it. The
 * server is a process of its own, its database a real one behind a gate, and the seconds are those of the clock on the wall.
 */
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseOn, onServer } from "../servers/database-snapshot.ts";
import { openGate, type Gate } from "../servers/gate.ts";
import { newDataDir, removeDataDir, setUp, type RunningHouse } from "../servers/house.ts";
import { LOOKING } from "../servers/waiting.ts";
import { linkHouse, startHouseOnWhatsApp } from "../servers/whatsapp-house.ts";
import { startWhatsAppPeer, type WhatsAppPeer } from "../servers/whatsapp/index.ts";

const SERVER = process.env["TEST_DATABASE_URL"];
const SECONDS = 30;

describe.skipIf(SERVER === undefined)("a database that is away for thirty seconds under traffic", () => {
  const database = `lapor_away_${randomBytes(6).toString("hex")}`;
  const direct = databaseOn(SERVER ?? "postgres://", database);
  const dataDir = newDataDir();
  let gate: Gate;
  let peer: WhatsAppPeer;
  let house: RunningHouse;

  beforeAll(async () => {
    await onServer(SERVER as string, (client) => client.query(`create database ${database}`));
    const flags = ["--admin", "sri:Sri Admin", "--admin", "budi:Budi Admin", "--coordinator", "Koordinator"];
    const officers = ["--officer", "rina:Rina", "--officer", "tono:Tono"];
    await setUp([...flags, ...officers], dataDir, { DATABASE_URL: direct });
    const { hostname, port } = new URL(direct);
    gate = await openGate(hostname, () => Number(port || 5432));
    const through = new URL(direct);
    through.host = `127.0.0.1:${gate.port}`;
    peer = await startWhatsAppPeer();
    house = await startHouseOnWhatsApp(dataDir, peer, { DATABASE_URL: through.href });
    await linkHouse(house, peer);
    await peer.sessions.online();
  });

  afterAll(async () => {
    await house.stop();
    await gate.close();
    await peer.stop();
    removeDataDir(dataDir);
    await onServer(SERVER as string, (client) => client.query(`drop database ${database} with (force)`));
  });

  const heard = async (): Promise<number> => {
    let count = 0;
    await onServer(direct, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        "select count(*)::int as count from inbox where done",
      );
      count = rows[0]?.count ?? 0;
    });
    return count;
  };

  test("loses no message, hears none twice, and answers everybody afterwards", async () => {
    const people = Array.from({ length: 5 }, () => peer.contact());
    await Promise.all(people.map((person) => person.write("selamat siang")));
    await expect.poll(heard, LOOKING).toBe(people.length);
    const answered = people.map(({ received }) => received.length);

    gate.shut();
    for (let second = 1; second <= SECONDS; second += 1) {
      await people[second % people.length]?.write(`mau cerita, bagian ${second}`);
      await setTimeout(1_000);
    }
    const during = await heard();
    gate.open();

    await expect.poll(heard, LOOKING).toBe(people.length + SECONDS);
    await expect
      .poll(() => people.every(({ received }, index) => received.length > (answered[index] ?? 0)), LOOKING)
      .toBe(true);
    expect(during).toBe(people.length);
    // Time for whatever would still come twice.
    await setTimeout(3_000);
    expect(await heard()).toBe(people.length + SECONDS);
  });
});
