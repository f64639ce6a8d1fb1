/** One case: the card first; its words only when somebody asks for them, and that is logged. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  refuse,
  type AgencyId,
  type CaseId,
  type ExtractId,
  type LocalDay,
  type Refusal,
  type Result,
} from "../../kernel.ts";
import { mayLeave } from "../../outbox/index.ts";
import {
  ACTIONS,
  answersIn,
  OUTCOMES,
  reportIn,
  type OpenedCase,
  type ReplyReach,
} from "../../queue/index.ts";
import { html, momentText, notice, section, type Html } from "../../page/index.ts";
import { fieldsOf, oneOf, paramOf, UUID, type Fields } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import type { OfficerVisit } from "../guard.ts";
import { alikePanel } from "./alike-panel.ts";
import { EXTRACT_PATHS, extractPanel } from "./extract-panel.ts";
import { cardPanel, caseHead, deadlinesPanel, sharesPanel, type CaseShown } from "./case-card.ts";
import { actPanels, claimForm, PATH_OF, proposedTransfer, type FormsShown } from "./case-forms.ts";
import { accessPanel, findingsPanel, historyPanel, threadPanel } from "./case-words.ts";
import { leadByRules } from "./by-rules.ts";
import { handOffPanels } from "./hand-off-panel.ts";
import { readNames } from "../names.ts";
import { proposalPanel } from "./retriaged-words.ts";
import { reviewPanel, verdictFrom } from "./review-panel.ts";
import { unlocked, type OfficerParts } from "./parts.ts";

const ONE = "/petugas/kasus/:id";
const OPENED = `${ONE}/buka`;

export function caseRoutes(app: FastifyInstance, parts: OfficerParts): void {
  const { pages, guard, desk, extractDesk, directory, gazetteer, clock } = parts;

  const idOf = (request: FastifyRequest) => paramOf(request, "id") as CaseId;

  async function readCase(request: FastifyRequest, reply: FastifyReply): Promise<Result<CaseShown>> {
    const visit = guard.officerOf(request);
    // Whatever is not an id of ours is no case, and must not reach a query.
    if (!UUID.test(idOf(request))) return refuse("unknown_case");
    const look = await desk.look(visit.actor, idOf(request));
    if (!look.ok) return look;
    const names = await readNames(directory);
    const zone = gazetteer.zoneOf(look.value.card.area);
    const speech = pages.speech(request);
    const csrf = pages.csrf(reply);
    return {
      ok: true,
      value: { speech, csrf, look: look.value, names, gazetteer, visit, now: clock(), zone },
    };
  }

  async function drawCard(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const read = await readCase(request, reply);
    if (!read.ok) return pages.refused(request, reply, read.refusal, guard.officerOf(request));
    const shown = read.value;
    const body = cardPage(shown);
    const { speech, visit, look } = shown;
    return pages.show(request, reply, { title: look.card.label, body, visit, ...told(speech, refused) });
  }

  async function drawOpened(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const visit = guard.officerOf(request);
    const opened = UUID.test(idOf(request))
      ? await desk.open(unlocked(visit), idOf(request))
      : refuse("unknown_case");
    if (!opened.ok) {
      if (opened.refusal === "unknown_case") return pages.refused(request, reply, opened.refusal, visit);
      return drawCard(request, reply, { refusal: opened.refusal, typed: { action: "", fields: {} } });
    }
    // Looked at after opening, so that the card already knows the messages as read and the log shows this visit.
    const read = await readCase(request, reply);
    if (!read.ok) return pages.refused(request, reply, read.refusal, visit);
    const shown = read.value;
    const [log, bodies, mandates, alike, standing] = await Promise.all([
      desk.accessLog(visit.actor, idOf(request)),
      directory.bodies(),
      directory.mandates(),
      desk.alike(visit.actor, idOf(request)),
      extractDesk.standing(unlocked(visit), idOf(request)),
    ]);
    const inIt = new Set(shown.look.shares.filter(({ active }) => active).map(({ agency }) => agency));
    const byRules = leadByRules(shown.look.card, opened.value, { bodies, mandates });
    const elsewhere = byRules !== undefined && byRules !== visit.agency.id && !inIt.has(byRules);
    const forms: FormsShown = {
      ...shown,
      look: { ...shown.look, proposed: shown.look.proposed ?? (elsewhere ? byRules : undefined) },
      typed: (action) => typedIn(action, visit, refused),
      others: bodies.filter(({ id, open }) => open && id !== visit.agency.id && !inIt.has(id)),
      reach: reachBefore(shown, opened.value),
    };
    const { speech, look } = shown;
    const body = openedPage(forms, opened.value, {
      access: accessPanel(shown, log.ok ? log.value : []),
      alike: alike.ok ? alikePanel(forms, alike.value) : undefined,
      extract: standing.ok ? extractPanel(forms, standing.value) : undefined,
    });
    return pages.show(request, reply, { title: look.card.label, body, visit, ...told(speech, refused) });
  }

  app.get(ONE, (request, reply) => drawCard(request, reply));
  app.get(OPENED, (request, reply) => drawOpened(request, reply));

  app.post(`${ONE}/${PATH_OF.claim}`, { config: { shownAt: ONE } }, async (request, reply) => {
    const visit = guard.officerOf(request);
    const claimed = await desk.claim(unlocked(visit), idOf(request));
    if (!claimed.ok) return drawCard(request, reply, again(request, claimed.refusal));
    return pages.go(reply, `/petugas/kasus/${idOf(request)}/buka`, "claimed");
  });

  /** Every other act: parse, ask the desk, show the case again. */
  function onPost(
    act: Exclude<keyof typeof PATH_OF, "claim"> | keyof typeof EXTRACT_PATHS,
    ask: (
      visit: OfficerVisit,
      id: CaseId,
      fields: Fields,
    ) => Promise<Result<string>> | { ok: false; refusal: Refusal },
  ): void {
    app.post(
      `${ONE}/${{ ...PATH_OF, ...EXTRACT_PATHS }[act]}`,
      { config: { shownAt: OPENED } },
      async (request, reply) => {
        const id = idOf(request);
        const asked = UUID.test(id)
          ? await ask(guard.officerOf(request), id, fieldsOf(request))
          : refuse("unknown_case");
        if (!asked.ok) return drawOpened(request, reply, again(request, asked.refusal));
        return pages.go(reply, `/petugas/kasus/${id}/buka`, asked.value);
      },
    );
  }

  onPost("act", (visit, id, { tindakan, teks = "" }) => {
    const action = oneOf(ACTIONS, tindakan);
    if (action === undefined) return refuse("invalid_value");
    return saying("act_kept", desk.act(unlocked(visit), id, { action, text: teks }));
  });
  onPost("note", (visit, id, { teks = "" }) => saying("note_kept", desk.note(unlocked(visit), id, teks)));
  onPost("reply", async (visit, id, { teks = "" }) => {
    const replied = await desk.reply(unlocked(visit), id, teks);
    return replied.ok ? { ok: true, value: reachTold(replied.value) } : replied;
  });
  onPost("hand_off", (visit, id, { instansi = "", bicara = "", terima, teks = "" }) => {
    if (oneOf(["ya", "tidak"], terima) === undefined) return refuse("invalid_value");
    const call = { agency: instansi as AgencyId, spokeWith: bicara, accepted: terima === "ya", text: teks };
    return saying("hand_off_kept", desk.handOff(unlocked(visit), id, call));
  });
  onPost("refer", (visit, id, { instansi = "", akses, teks = "" }) => {
    const access = oneOf(["full", "card"] as const, akses);
    if (access === undefined) return refuse("invalid_value");
    return saying("referred", desk.refer(unlocked(visit), id, instansi as AgencyId, access, teks));
  });
  onPost("transfer", (visit, id, { instansi = "", yakin, teks = "" }) => {
    if (yakin === undefined) return refuse("invalid_value");
    return saying("transferred", desk.transfer(unlocked(visit), id, instansi as AgencyId, teks));
  });
  onPost("revoke", (visit, id, { instansi = "", yakin, teks = "" }) => {
    if (yakin === undefined) return refuse("invalid_value");
    return saying("revoked", desk.revoke(unlocked(visit), id, instansi as AgencyId, teks));
  });
  onPost("review", (visit, id, fields) => {
    const verdict = verdictFrom(fields, gazetteer);
    if (verdict === undefined) return refuse("invalid_value");
    return saying("reviewed", desk.review(unlocked(visit), id, verdict, fields.teks ?? ""));
  });
  onPost("link", (visit, id, { kasus = "" }) =>
    UUID.test(kasus)
      ? saying("linked", desk.link(unlocked(visit), id, kasus as CaseId))
      : refuse("unknown_case"),
  );
  onPost("keep_apart", (visit, id, { kasus = "" }) =>
    UUID.test(kasus)
      ? saying("kept_apart", desk.keepApart(unlocked(visit), id, kasus as CaseId))
      : refuse("unknown_case"),
  );
  onPost("unlink", (visit, id) => saying("unlinked", desk.unlink(unlocked(visit), id)));
  onPost("verify", (visit, id, { tanggal = "", anak = "", paksaan = "", diri = "" }) => {
    const found = { on: tanggal as LocalDay, child: anak, force: paksaan, selfReport: diri };
    return saying("verified", extractDesk.verify(unlocked(visit), id, found));
  });
  onPost("send", async (visit, id, { tempat = "", waktu = "", teks = "" }) => {
    const wanted = { place: tempat, times: waktu, reason: teks };
    const sent = await extractDesk.send(unlocked(visit), id, wanted);
    return sent.ok ? { ok: true, value: `extract_${sent.value}` } : sent;
  });
  onPost("takeBack", (visit, id, { keterangan = "", teks = "" }) =>
    saying("extract_taken_back", extractDesk.takeBack(unlocked(visit), id, keterangan as ExtractId, teks)),
  );
  onPost("release", (visit, id, { teks = "" }) =>
    saying("released", desk.release(unlocked(visit), id, teks)),
  );
  onPost("close", (visit, id, { hasil, yakin, teks = "" }) => {
    const outcome = oneOf(OUTCOMES, hasil);
    if (outcome === undefined || yakin === undefined) return refuse("invalid_value");
    return saying("closed", desk.close(unlocked(visit), id, { outcome, text: teks }));
  });
}

const saying = async (flash: string, asked: Promise<Result<undefined>>): Promise<Result<string>> => {
  const done = await asked;
  return done.ok ? { ok: true, value: flash } : done;
};

const reachTold = (reach: ReplyReach): string =>
  reach.reach === "sent" ? `reply_${reach.content}` : `reply_${reach.because}`;

/** Whether a reply written now would leave, and how; the desk decides again when it is sent. */
function reachBefore({ speech, visit, now, zone }: CaseShown, opened: OpenedCase): FormsShown["reach"] {
  const { say } = speech;
  const unsent = (because: string) => ({ told: say(`web.reach.${because}`), preview: undefined });
  if (opened.events.some(({ kind }) => kind === "erased_link")) return unsent("no_address");
  const offenderShares = reportIn(opened.events)?.indicators.includes("offender_in_household") ?? false;
  const leaves = mayLeave("reply", answersIn(opened.events).contact, { offenderShares }, now, zone);
  if (leaves === "never") return unsent("reporter_choice");
  if (leaves.content === "notice")
    return { told: say("web.reach.notice"), preview: say("notice.reporter.news") };
  const when = momentText(speech, leaves.when, zone);
  return {
    told: leaves.when > now ? say("web.reach.later", { moment: when }) : say("web.reach.now"),
    preview: say("notice.reporter.reply", { agency: visit.agency.name, text: say("web.reply.your_words") }),
  };
}

function cardPage(shown: CaseShown): Html {
  const { speech, look } = shown;
  const { say } = speech;
  const cardOnly = !look.acts.includes("open");
  return html`${caseHead(shown)}
${proposalPanel(shown, undefined)}
<div class="columns"><div>${section({
    title: say("web.case.next"),
    body: cardOnly
      ? notice(say("web.case.card_only"))
      : html`<p>${say(look.acts.includes("claim") ? "web.case.claim_first" : "web.case.open_is_logged")}</p>
<div class="inline">${claimForm(shown)}<a class="button quiet" href="/petugas/kasus/${look.card.id}/buka">${say("web.case.open")}</a></div>`,
  })}${cardPanel(shown)}</div><div>${deadlinesPanel(shown)}${sharesPanel(shown)}</div></div>`;
}

const openedPage = (
  shown: FormsShown,
  opened: OpenedCase,
  { access, alike, extract }: { access: Html; alike: Html | undefined; extract: Html | undefined },
): Html => html`${caseHead(shown)}
${shown.look.acts.includes("claim") && section({ title: shown.speech.say("web.case.not_claimed"), tone: "urgent", body: claimForm(shown) })}
${proposalPanel(shown, proposedTransfer(shown))}
${jumpLinks(shown)}
<div class="columns"><div>
${threadPanel(shown, opened)}
${findingsPanel(shown, opened)}
${reviewPanel(shown, opened)}
${extract}
${alike}
${handOffPanels(shown)}
${actPanels(shown)}
${historyPanel(shown, opened)}
</div><div>
${cardPanel(shown)}
${deadlinesPanel(shown)}
${sharesPanel(shown)}
${access}
</div></div>`;

/** The page is long on a phone. */
const jumpLinks = ({ speech: { say }, look }: FormsShown): Html => html`<ul class="jump">
<li><a href="#kronologi">${say("web.case.narrative")}</a></li>
${look.acts.includes("reply") && html`<li><a href="#balas">${say("web.reply.title")}</a></li>`}
${look.acts.includes("act") && html`<li><a href="#tindakan">${say("web.act.title")}</a></li>`}
<li><a href="#riwayat">${say("web.case.history")}</a></li>
<li><a href="#kartu">${say("web.case.card")}</a></li></ul>`;
