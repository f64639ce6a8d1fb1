/** What people call places: added, changed, taken back and brought back, and tried on a sentence of one's own. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse, type AliasId, type Refusal, type Result } from "../../kernel.ts";
import { ALIAS_KINDS, type WantedAlias } from "../../area/index.ts";
import { fieldsOf, oneOf, paramOf, type Fields } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import { areaFrom } from "../places.ts";
import { aliasesPage } from "./aliases-page.ts";
import type { AdminParts } from "./parts.ts";

const PATH = "/admin/nama-tempat";
const SHOWN_AT = { config: { shownAt: PATH } };

export function aliasRoutes(app: FastifyInstance, parts: AdminParts): void {
  const { pages, guard, directory, aliases, gazetteer } = parts;

  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again, tried?: string) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const [kept, people, places] = await Promise.all([
      aliases.list(),
      directory.officers(),
      aliases.gazetteer(),
    ]);
    const body = aliasesPage({
      speech,
      csrf: pages.csrf(reply),
      gazetteer: places,
      kept,
      nameOf: (id) => people.find((officer) => officer.id === id)?.name ?? "–",
      typed: (action) => typedIn(action, visit, refused),
      tried,
    });
    const title = speech.say("web.nav.aliases");
    return pages.show(request, reply, { title, body, visit, live: true, ...told(speech, refused) });
  }

  const settle = (
    request: FastifyRequest,
    reply: FastifyReply,
    did: Result<unknown>,
    message: "saved" | "removed" | "restored",
  ) => (did.ok ? pages.go(reply, PATH, message) : refusedWith(request, reply, did.refusal));
  const refusedWith = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
    draw(request, reply, again(request, refusal));

  app.get(PATH, (request, reply) => draw(request, reply));

  app.post(PATH, SHOWN_AT, async (request, reply) => {
    const by = guard.adminOf(request).officer.id;
    const fields = fieldsOf(request);
    const wanted = aliasFrom(fields);
    if (!wanted.ok) return refusedWith(request, reply, wanted.refusal);
    const id = fields.id as AliasId | undefined;
    const saved = id ? await aliases.change(by, id, wanted.value) : await aliases.add(by, wanted.value);
    return settle(request, reply, saved, "saved");
  });

  app.post(`${PATH}/:id/hapus`, SHOWN_AT, async (request, reply) => {
    guard.adminOf(request);
    return settle(request, reply, await aliases.remove(paramOf(request, "id") as AliasId), "removed");
  });

  app.post(`${PATH}/:id/kembalikan`, SHOWN_AT, async (request, reply) => {
    guard.adminOf(request);
    return settle(request, reply, await aliases.restore(paramOf(request, "id") as AliasId), "restored");
  });

  // A POST, so that a sentence somebody pastes here stands in no address and no log.
  app.post(`${PATH}/coba`, SHOWN_AT, (request, reply) =>
    draw(request, reply, undefined, (fieldsOf(request).kalimat ?? "").slice(0, 1000)),
  );

  function aliasFrom(fields: Fields): Result<WantedAlias> {
    const kind = oneOf(ALIAS_KINDS, fields.jenis);
    const silent = fields.senyap !== undefined;
    const area = silent ? undefined : areaFrom(gazetteer, fields.wilayah ?? "");
    if (kind === undefined || (!silent && area === undefined)) return refuse("invalid_value");
    return { ok: true, value: { text: fields.sebutan ?? "", area, kind, source: fields.sumber ?? "" } };
  }
}
