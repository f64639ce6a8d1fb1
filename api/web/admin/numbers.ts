/** Numbers to call: each is tried by a person at least every ninety days, and the page says when it was. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CORPS, NATION, refuse, type Instant, type Result } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { HotlineNumber, NewNumber, NumberId } from "../../directory/index.ts";
import {
  badge,
  choose,
  field,
  folded,
  form,
  hidden,
  html,
  momentText,
  notice,
  section,
  table,
  tick,
  words,
} from "../../page/index.ts";
import type { Html, Speech } from "../../page/index.ts";
import { fieldsOf, oneOf, paramOf, type Fields } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import { areaField, areaFrom, areaText } from "../places.ts";
import { isStale } from "./overview.ts";
import type { AdminParts } from "./parts.ts";

const KINDS = ["sapa", "emergency", "police", "mental_health", "other"] as const;
const SHOWN_AT = { config: { shownAt: "/admin/nomor" } };

export function numberRoutes(
  app: FastifyInstance,
  { pages, guard, directory, gazetteer, clock }: AdminParts,
): void {
  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const body = numbersPage({
      speech,
      gazetteer,
      csrf: pages.csrf(reply),
      now: clock(),
      numbers: await directory.numbers(),
      typed: (action) => typedIn(action, visit, refused),
    });
    return pages.show(request, reply, {
      title: speech.say("web.nav.numbers"),
      body,
      visit,
      live: true,
      ...told(speech, refused),
    });
  }

  app.get("/admin/nomor", (request, reply) => draw(request, reply));

  app.post("/admin/nomor", SHOWN_AT, async (request, reply) => {
    const wanted = numberFrom(fieldsOf(request), gazetteer);
    const saved = wanted.ok
      ? await directory.saveNumber(guard.adminOf(request).officer.id, wanted.value)
      : wanted;
    return saved.ok
      ? pages.go(reply, "/admin/nomor", "saved")
      : draw(request, reply, again(request, saved.refusal));
  });

  app.post("/admin/nomor/:id/diperiksa", SHOWN_AT, async (request, reply) => {
    const number = (await directory.numbers()).find(({ id }) => id === paramOf(request, "id"));
    if (number === undefined) return draw(request, reply, again(request, "invalid_value"));
    const { checkedAt: _checkedAt, ...unchanged } = number;
    const saved = await directory.saveNumber(guard.adminOf(request).officer.id, unchanged);
    return saved.ok
      ? pages.go(reply, "/admin/nomor", "checked")
      : draw(request, reply, again(request, saved.refusal));
  });

  app.post("/admin/nomor/:id/hapus", SHOWN_AT, async (request, reply) => {
    const by = guard.adminOf(request).officer.id;
    const removed = await directory.removeNumber(by, paramOf(request, "id") as NumberId);
    return removed.ok
      ? pages.go(reply, "/admin/nomor", "removed")
      : draw(request, reply, again(request, removed.refusal));
  });
}

function numberFrom(fields: Fields, gazetteer: Gazetteer): Result<NewNumber> {
  const kind = oneOf(KINDS, fields.jenis);
  const area = fields.wilayah?.trim() === "" ? NATION : areaFrom(gazetteer, fields.wilayah ?? "");
  const order = Number(fields.urutan ?? "");
  if (kind === undefined || area === undefined || !Number.isInteger(order)) return refuse("invalid_value");
  const wanted: NewNumber = {
    name: (fields.nama ?? "").trim(),
    number: (fields.nomor ?? "").trim(),
    remark: (fields.keterangan ?? "").trim(),
    area,
    kind,
    corps: oneOf(CORPS, fields.korps),
    order,
  };
  return { ok: true, value: fields.id ? { ...wanted, id: fields.id as NumberId } : wanted };
}

type Shown = {
  speech: Speech;
  gazetteer: Gazetteer;
  csrf: string;
  now: Instant;
  numbers: HotlineNumber[];
  typed: (action: string) => Fields;
};

/** A number that came with the installation has never been tried by anybody here. */
const checkedText = (speech: Speech, { checkedAt }: HotlineNumber): string =>
  checkedAt === 0 ? speech.say("web.numbers.never") : momentText(speech, checkedAt, "Asia/Jakarta");

function numbersPage(shown: Shown): Html {
  const { speech, gazetteer, now, numbers } = shown;
  const { say } = speech;
  const stale = numbers.filter((number) => isStale(number, now)).length;
  const typed = shown.typed("/admin/nomor");
  return html`<h1>${say("web.numbers.title")}</h1><p class="lead">${say("web.numbers.intro")}</p>
${stale > 0 && notice(say("web.numbers.stale", { n: stale }), "bad")}
${section({
  title: say("web.numbers.list"),
  body: table({
    caption: say("web.numbers.list"),
    hideCaption: true,
    columns: ["name", "number", "area", "checked", "act"].map((name) => ({
      name: say(`web.numbers.col_${name}`),
    })),
    rows: numbers.map((number) => [
      html`<div>${number.name}${number.remark !== "" && html`<br><small>${number.remark}</small>`}</div>`,
      html`<strong>${number.number}</strong>`,
      gazetteer.describe(number.area),
      html`<div>${checkedText(speech, number)}<br>${isStale(number, now) ? badge(say("web.numbers.old"), "bad") : badge(say("web.numbers.fresh"), "good")}</div>`,
      actsOn(shown, number),
    ]),
    empty: say("web.numbers.empty"),
  }),
})}
${section({
  title: say("web.numbers.add"),
  id: "tambah",
  body: numberForm(shown, "baru", typed.id === undefined || typed.id === "" ? typed : {}, undefined),
})}`;
}

function actsOn(shown: Shown, number: HotlineNumber): Html {
  const { say } = shown.speech;
  const path = `/admin/nomor/${number.id}`;
  const typed = shown.typed("/admin/nomor");
  const mine = typed.id === number.id ? typed : undefined;
  return html`<div>${form({ action: `${path}/diperiksa`, csrf: shown.csrf, submit: say("web.numbers.checked_today"), tone: "quiet" })}
${folded({ summary: say("web.act.edit"), open: mine !== undefined, body: numberForm(shown, number.id, mine ?? {}, number) })}
${folded({
  summary: say("web.act.remove"),
  body: form({
    action: `${path}/hapus`,
    csrf: shown.csrf,
    submit: say("web.act.remove"),
    tone: "grave",
    body: tick({ name: "yakin", label: say("web.act.sure"), required: true }),
  }),
})}</div>`;
}

function numberForm(shown: Shown, scope: string, typed: Fields, number: HotlineNumber | undefined): Html {
  const { say } = shown.speech;
  const area = typed.wilayah ?? (number && areaText(shown.gazetteer, number.area)) ?? "";
  return form({
    action: "/admin/nomor",
    csrf: shown.csrf,
    submit: say("web.act.save"),
    body: html`${number && hidden("id", number.id)}
<div class="row">${field({ scope, name: "nama", label: say("web.numbers.name"), value: typed.nama ?? number?.name, required: true, maxLength: 120 })}
${field({ scope, name: "nomor", label: say("web.numbers.number"), value: typed.nomor ?? number?.number, required: true, maxLength: 40 })}
${choose({ scope, name: "jenis", label: say("web.numbers.kind"), value: typed.jenis ?? number?.kind, required: true, options: KINDS.map((kind) => ({ value: kind, label: say(`web.number_kind.${kind}`) })) })}
${field({ scope, name: "urutan", type: "number", label: say("web.numbers.order"), value: typed.urutan ?? String(number?.order ?? 10), required: true })}</div>
${words({ scope, name: "keterangan", label: say("web.numbers.remark"), value: typed.keterangan ?? number?.remark, rows: 2, maxLength: 300 })}
${areaField(shown.speech, { scope, value: area })}
${choose({ scope, name: "korps", label: say("web.numbers.corps"), hint: say("web.numbers.corps_hint"), value: typed.korps ?? number?.corps, ask: say("web.numbers.no_corps"), options: CORPS.map((corps) => ({ value: corps, label: say(`word.corps.${corps}`) })) })}`,
  });
}
