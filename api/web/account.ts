/** One's own account: the passkeys that may stand in for the app's code. Same page for officers and admins. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { field, form, html, moment, notice, section, table } from "../page/index.ts";
import { fieldsOf, paramOf } from "./form-body.ts";
import { again, told, typedIn, type Again } from "./forms-again.ts";
import type { Guard } from "./guard.ts";
import type { Pages } from "./pages.ts";
import type { WebParts } from "./parts.ts";
import { PASSKEY_SCRIPTS, passkeyForm } from "./passkey-form.ts";
import type { ShortMemory } from "./unfinished.ts";

export type AccountParts = Pick<WebParts, "passkeys" | "signIn"> & {
  pages: Pages;
  guard: Guard;
  /** What a passkey has to sign, each for one try. */
  challenges: ShortMemory<string>;
};

export function accountRoutes(app: FastifyInstance, home: "/petugas" | "/admin", parts: AccountParts): void {
  const { pages, guard, passkeys, signIn, challenges } = parts;
  const path = `${home}/akun`;
  const SHOWN_AT = { config: { shownAt: path } };

  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const { say } = speech;
    const visit = guard.personOf(request);
    const { officer } = visit;
    const csrf = pages.csrf(reply);
    const own = await passkeys.passkeysOf(officer);
    const options = passkeys.possible ? await passkeys.creation(officer) : undefined;
    if (options !== undefined) challenges.keepAs(visit.session, options.challenge);
    const body = html`<h1>${say("web.account.title")}</h1><p class="lead">${officer.name} · ${officer.signInName}</p>
${section({
  title: say("web.passkey.title"),
  intro: say("web.passkey.intro"),
  body: html`${table({
    caption: say("web.passkey.title"),
    hideCaption: true,
    columns: ["name", "added", "act"].map((name) => ({ name: say(`web.passkey.col_${name}`) })),
    rows: own.map(({ id, name, addedAt }) => [
      name,
      moment(speech, addedAt, guard.zoneOf(visit)),
      form({
        action: `${path}/kunci-sandi/${encodeURIComponent(id)}/hapus`,
        csrf,
        submit: say("web.act.remove"),
        tone: "grave",
        inline: true,
      }),
    ]),
    empty: say("web.passkey.none"),
  })}
${
  options === undefined
    ? notice(say("web.passkey.needs_name"), "warn")
    : html`<h3>${say("web.passkey.add_title")}</h3>${passkeyForm(
        { speech, csrf },
        {
          action: `${path}/kunci-sandi`,
          ask: "make",
          options,
          submit: say("web.passkey.add"),
          body: html`${field({
            name: "nama",
            label: say("web.passkey.name"),
            hint: say("web.passkey.name_hint"),
            value: typedIn(`${path}/kunci-sandi`, visit, refused).nama,
            required: true,
            maxLength: 60,
          })}
${field({
  name: "kode",
  label: say("web.sign_in.code"),
  hint: say("web.passkey.code_hint"),
  required: true,
  inputMode: "numeric",
  autocomplete: "one-time-code",
  maxLength: 12,
})}`,
        },
      )}`
}`,
})}`;
    const scripts = options && PASSKEY_SCRIPTS;
    return pages.show(request, reply, {
      title: say("web.account.title"),
      body,
      visit,
      scripts,
      ...told(speech, refused),
    });
  }

  app.get(path, (request, reply) => draw(request, reply));

  app.post(`${path}/kunci-sandi`, SHOWN_AT, async (request, reply) => {
    const { officer, session } = guard.personOf(request);
    const { nama = "", kode = "", jawaban = "" } = fieldsOf(request);
    const challenge = challenges.take(session);
    if (challenge === undefined) return draw(request, reply, again(request, "passkey_failed"));
    // A screen left open for a minute must not be enough to plant a second step of somebody else's.
    const right = await signIn.totp(officer, kode);
    const kept = right.ok ? await passkeys.add(officer, { challenge, response: jawaban, name: nama }) : right;
    return kept.ok
      ? pages.go(reply, path, "passkey_kept")
      : draw(request, reply, again(request, kept.refusal));
  });

  app.post(`${path}/kunci-sandi/:id/hapus`, SHOWN_AT, async (request, reply) => {
    const removed = await passkeys.remove(guard.personOf(request).officer.id, paramOf(request, "id"));
    return removed.ok
      ? pages.go(reply, path, "removed")
      : draw(request, reply, again(request, removed.refusal));
  });
}
