/** What officers see when the reporter's later words move a case that they have claimed. */
import { expect, test } from "vitest";
import { after, type AreaCode } from "../../api/kernel.ts";
import { sealAdded, type FullerStory } from "../../api/queue/index.ts";
import type { Route } from "../../api/routing/index.ts";
import { readable } from "./browser.ts";
import { openWeb, STORY } from "./house.ts";

/** Claimed in Batang; by what the reporter adds, the coordinator would lead. */
async function claimedAndTold() {
  const web = await openWeb();
  const id = await web.file();
  const browser = await web.atWork();
  const path = `/petugas/kasus/${id}`;
  await browser.get(path);
  await browser.send(`${path}/ambil`);
  const { card, shares, epochs } = web.cases.kept(id);
  const part = { at: web.time.now, text: "sekarang di tempat lain" };
  const route: Route = {
    lead: web.people.coordinator,
    supports: [],
    chain: [],
    handOffs: [],
    leftOut: [],
    barred: [],
    coordinatorDecides: false,
  };
  const elsewhere = "33.25.02" as AreaCode;
  const story: FullerStory = {
    to: { ...card, severity: "emergency", area: elsewhere },
    route,
    whole: true,
    isBarred: () => false,
    barredAnew: false,
    placedByPeople: false,
    barred: [],
    report: {
      parts: [{ at: after(card.filedAt, -1), text: STORY }, part],
      answers: { contact: { kind: "yes" } },
      indicators: ["coercion"],
      implicated: [],
      evidence: [],
      area: elsewhere,
      placeWords: "",
      route,
    },
    address: JSON.stringify({ channel: "telegram", address: "chat-of-the-reporter" }),
  };
  const seen = { card, shares: [...shares.values()], epochs, handOffs: [] };
  const { change } = await sealAdded(web.adding, seen, [{ kind: "message", part }], story, part.at);
  await web.cases.change(id, card.version, change);
  return { web, id, browser, path };
}

test("the case stays, the page proposes the other body, and the history says what moved, in plain words", async () => {
  const { browser, path } = await claimedAndTold();

  const card = readable(await browser.get(path));
  const opened = readable(await browser.get(`${path}/buka`));

  for (const page of [card, opened]) {
    expect(page).toContain("Usulan: alihkan kasus");
    expect(page).toContain("instansi utamanya adalah Instansi coordinator");
  }
  expect(opened).toContain("Kartu mengikuti cerita pelapor");
  expect(opened).toContain("Kegawatan: Mendesak → Darurat");
  expect(opened).toMatch(/Wilayah: .*Subah.* → /u);
  expect(opened).toContain("sekarang di tempat lain");
  expect(opened).toContain("Paksaan, ancaman, atau penyekapan");
});

test("one button hands the case over, and then the proposal is gone", async () => {
  const { web, id, browser, path } = await claimedAndTold();
  const { officer, privateKey } = web.people.officer;
  const coordinator = web.people.coordinator;
  const second = await web.house.join(web.people.admin, coordinator, "kedua");
  const holder = { officer: officer.id, agency: coordinator, privateKey };
  await web.directory.handOverKey(holder, second.officer.id);
  await browser.get(`${path}/buka`);

  const shown = readable(
    // The body stands in the form already; the officer only confirms.
    await browser.send(`${path}/alih`, { teks: "sesuai cerita pelapor", yakin: "ya" }),
  );

  expect(web.cases.kept(id).card.holder).toBe(coordinator);
  expect(shown).not.toContain("Usulan: alihkan kasus");
});
