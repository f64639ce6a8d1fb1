/** WhatsApp by the Cloud API with the real server as a process of its own: Meta's question, a report, a restart. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGraphServer, type GraphPerson, type GraphServer } from "../servers/graph/index.ts";
import { failToStart, newDataDir, removeDataDir, startHouse, type RunningHouse } from "../servers/house.ts";

const STORY = "min mau lapor, anak SD di kos telanaipura jambi sering dibawa masuk kamar bapak kosnya";
const CODE = /^\d{4}(?: \d{4}){4}$/;

const dataDir = newDataDir();
let graph: GraphServer;
let house: RunningHouse;
let citizen: GraphPerson;

const settings = () => ({
  PUBLIC_URL: "https://lapor.example",
  WHATSAPP_CLOUD_TOKEN: graph.token,
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: graph.phoneNumberId,
  WHATSAPP_CLOUD_APP_SECRET: graph.appSecret,
  WHATSAPP_CLOUD_VERIFY_TOKEN: graph.verifyToken,
  WHATSAPP_CLOUD_API_ROOT: graph.apiRoot,
});
const subscribe = () => graph.subscribe(`${house.url}/webhook/whatsapp-cloud`, graph.verifyToken);

beforeAll(async () => {
  // The demonstration is made only while no network is set; the second start finds its bodies and people.
  await (await startHouse(dataDir)).stop();
  graph = await createGraphServer({ retryMs: 100 });
  house = await startHouse(dataDir, settings());
});

afterAll(async () => {
  await house.stop();
  await graph.close();
  removeDataDir(dataDir);
});

test("a setting that is missing stops the start, and its name is said", async () => {
  const { WHATSAPP_CLOUD_APP_SECRET: _, ...rest } = settings();

  const ended = await failToStart({ DATA_DIR: `${dataDir}-other`, PORT: "0", ...rest });

  expect(ended.code).toBe(78);
  expect(ended.output).toContain("WHATSAPP_CLOUD_APP_SECRET");
  expect(ended.output).not.toContain(graph.token);
});

test("Meta's question is answered, and a report goes from the first word to the code, with a restart in between", async () => {
  expect(await subscribe()).toBe("1158201444");
  citizen = graph.person();
  await citizen.types(STORY);
  await citizen.waitsFor("Terima kasih sudah bercerita");

  await house.stop();
  const whileAway = citizen.types("bapak kosnya tinggal di lantai bawah");
  await whileAway;
  house = await startHouse(dataDir, settings());
  await subscribe();
  await graph.settled();
  await citizen.types("itu saja");
  await citizen.waitsFor("Ini akan dibaca oleh:");
  await citizen.presses("Tidak ada / lewati");
  await citizen.waitsFor("Apakah aman kalau petugas membalas");
  await citizen.presses("Ya, aman");
  await citizen.waitsFor("Belum dikirim");
  await citizen.presses("Kirim");
  const code = await citizen.waitsFor(CODE);

  const other = graph.person();
  await other.types(code);
  await other.waitsFor("menunggu diambil petugas");
  expect(citizen.reads().filter((text) => CODE.test(text))).toEqual([code]);
});

test("nothing that it printed or logged says who wrote, what, or what only Meta and we know", () => {
  const { name, number } = citizen.identity;
  const secrets = [...graph.ids, name, number, STORY, "telanaipura", graph.token, graph.appSecret];

  expect(house.output()).toContain("whatsapp_cloud_started");
  expect(secrets.filter((secret) => house.output().includes(secret))).toEqual([]);
});
