/** Signing in and out: passphrase, then code; the first time the code is set up. Half a sign-in lives in memory only. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { SECOND, type PrivateKey, type Refusal } from "../kernel.ts";
import type { Officer } from "../directory/index.ts";
import type { Carrier } from "./carry.ts";
import { fieldsOf, localPath, queryOf } from "./form-body.ts";
import type { Guard } from "./guard.ts";
import { homeOf, type Pages } from "./pages.ts";
import type { WebParts } from "./parts.ts";
import { PASSKEY_SCRIPTS } from "./passkey-form.ts";
import { STATUS_OF } from "./refusal-status.ts";
import { SESSION_COOKIE, type SessionBook } from "./session.ts";
import { codePage, passphrasePage, totpSetupPage } from "./sign-in-pages.ts";
import type { ShortMemory, Typed } from "./unfinished.ts";

const HALF_COOKIE = "la_masuk";

/** The passphrase was right; the code is still to come. */
export type HalfSignIn = {
  officer: Officer;
  privateKey: PrivateKey;
  newTotp: { secret: string; uri: string } | undefined;
  onward: string | undefined;
  carried: string;
};

/** A person mistypes a few times; a machine tries for ever. Slows one address down; tries on one
 * name are counted by the directory, which does close that name for a quarter of an hour. */
export const SLOWER = { rateLimit: { max: 20, timeWindow: 60 * SECOND } };

export type SignInParts = Pick<WebParts, "signIn" | "passkeys" | "publicUrl"> & {
  book: SessionBook;
  halves: ShortMemory<HalfSignIn>;
  /** What a passkey has to sign, each for one try. */
  challenges: ShortMemory<string>;
  drafts: ShortMemory<Typed>;
  carrier: Carrier;
  pages: Pages;
  guard: Guard;
};

/** The sign-in page as an answer to a request that needs somebody signed in. */
export const askToSignIn =
  (pages: Pages) =>
  (request: FastifyRequest, reply: FastifyReply, onward: string, carried: string): Promise<FastifyReply> => {
    const speech = pages.speech(request);
    return pages.show(request, reply, {
      title: speech.say("web.sign_in.title"),
      status: STATUS_OF.session_expired,
      width: "narrow",
      body: passphrasePage(
        { speech, csrf: pages.csrf(reply) },
        {
          name: "",
          onward,
          carried,
          refusal: carried === "" ? speech.say("refusal.session_expired") : undefined,
        },
      ),
    });
  };

export function signInRoutes(app: FastifyInstance, parts: SignInParts): void {
  const { signIn, passkeys, book, halves, challenges, drafts, carrier, pages, guard } = parts;
  const secure = parts.publicUrl.startsWith("https:");
  const strict = { httpOnly: true, sameSite: "strict", secure } as const;

  const place = (request: FastifyRequest, reply: FastifyReply) => ({
    speech: pages.speech(request),
    csrf: pages.csrf(reply),
  });
  const narrow = { width: "narrow" } as const;

  app.get("/masuk", async (request, reply) => {
    const visit = await guard.visitOf(request);
    if (visit !== undefined) return pages.go(reply, homeOf(visit));
    const onward = localPath(queryOf(request).lanjut, parts.publicUrl) ?? "";
    const at = place(request, reply);
    const body = passphrasePage(at, { name: "", onward, carried: "" });
    return pages.show(request, reply, { ...narrow, title: at.speech.say("web.sign_in.title"), body });
  });

  app.post("/masuk", { config: SLOWER }, async (request, reply) => {
    const { nama = "", sandi = "", lanjut = "", bawa = "" } = fieldsOf(request);
    const known = await signIn.passphrase(nama, sandi);
    if (!known.ok) {
      const at = place(request, reply);
      const refusal = at.speech.say(`refusal.${known.refusal}`);
      const body = passphrasePage(at, { name: nama, onward: lanjut, carried: bawa, refusal });
      const status = STATUS_OF[known.refusal];
      return pages.show(request, reply, {
        ...narrow,
        title: at.speech.say("web.sign_in.title"),
        body,
        status,
      });
    }
    const { officer, privateKey, needsTotpSetup } = known.value;
    const newTotp = needsTotpSetup ? signIn.newTotp(officer) : undefined;
    const onward = localPath(lanjut, parts.publicUrl);
    const half = halves.keep({ officer, privateKey, newTotp, onward, carried: bawa });
    reply.setCookie(HALF_COOKIE, half, { ...strict, path: "/masuk", maxAge: 600 });
    return pages.go(reply, needsTotpSetup ? "/masuk/penyiapan" : "/masuk/kode");
  });

  app.get("/masuk/kode", async (request, reply) => {
    const half = halves.look(request.cookies[HALF_COOKIE]);
    return half === undefined ? pages.go(reply, "/masuk") : askForCode(request, reply, half);
  });

  /** The second step: the app's code, or a passkey for whoever has added one. */
  async function askForCode(
    request: FastifyRequest,
    reply: FastifyReply,
    { officer }: HalfSignIn,
    refused?: Refusal,
  ) {
    const at = place(request, reply);
    const options = await passkeys.question(officer);
    if (options !== undefined) challenges.keepAs(request.cookies[HALF_COOKIE] ?? "", options.challenge);
    return pages.show(request, reply, {
      ...narrow,
      title: at.speech.say("web.sign_in.code_title"),
      body: codePage(at, { options, refusal: refused && at.speech.say(`refusal.${refused}`) }),
      status: refused && STATUS_OF[refused],
      scripts: options && PASSKEY_SCRIPTS,
    });
  }

  app.post("/masuk/kode", { config: SLOWER }, async (request, reply) => {
    const half = halves.look(request.cookies[HALF_COOKIE]);
    // A half sign-in that still has to set the code up must not pass through here.
    if (half === undefined || half.newTotp !== undefined) return pages.go(reply, "/masuk");
    const right = await signIn.totp(half.officer, fieldsOf(request).kode ?? "");
    return right.ok ? enter(request, reply, half) : askForCode(request, reply, half, right.refusal);
  });

  app.post("/masuk/kunci-sandi", { config: SLOWER }, async (request, reply) => {
    const half = halves.look(request.cookies[HALF_COOKIE]);
    if (half === undefined || half.newTotp !== undefined) return pages.go(reply, "/masuk");
    const challenge = challenges.take(request.cookies[HALF_COOKIE]) ?? "";
    const right = await passkeys.prove(half.officer, {
      challenge,
      response: fieldsOf(request).jawaban ?? "",
    });
    return right.ok ? enter(request, reply, half) : askForCode(request, reply, half, right.refusal);
  });

  app.get("/masuk/penyiapan", async (request, reply) => {
    const half = halves.look(request.cookies[HALF_COOKIE]);
    if (half?.newTotp === undefined) return pages.go(reply, "/masuk");
    const at = place(request, reply);
    const body = totpSetupPage(at, half.newTotp);
    return pages.show(request, reply, { ...narrow, title: at.speech.say("web.sign_in.setup_title"), body });
  });

  app.post("/masuk/penyiapan", { config: SLOWER }, async (request, reply) => {
    const half = halves.look(request.cookies[HALF_COOKIE]);
    if (half?.newTotp === undefined) return pages.go(reply, "/masuk");
    const code = fieldsOf(request).kode ?? "";
    const kept = await signIn.setTotp(half.officer.id, half.newTotp.secret, code);
    if (kept.ok) return enter(request, reply, half);
    const at = place(request, reply);
    const body = totpSetupPage(at, half.newTotp, at.speech.say(`refusal.${kept.refusal}`));
    const status = STATUS_OF[kept.refusal];
    return pages.show(request, reply, {
      ...narrow,
      title: at.speech.say("web.sign_in.setup_title"),
      body,
      status,
    });
  });

  async function enter(request: FastifyRequest, reply: FastifyReply, half: HalfSignIn) {
    halves.take(request.cookies[HALF_COOKIE]);
    // Whoever sat here before is signed out with it; a session is never carried into another sign-in.
    await book.end(request.cookies[SESSION_COOKIE]);
    const { cookie, hash } = await book.begin(half.officer.id, half.privateKey);
    reply.clearCookie(HALF_COOKIE, { ...strict, path: "/masuk" });
    reply.setCookie(SESSION_COOKIE, cookie, { ...strict, path: "/" });
    const carried = carrier.unpack(half.carried);
    if (carried !== undefined && (carried.officer ?? half.officer.id) === half.officer.id) {
      drafts.keepAs(hash, { action: carried.action, fields: carried.fields });
      return pages.go(reply, carried.shownAt, "typed_kept");
    }
    const home = half.officer.role === "admin" ? "/admin" : "/petugas";
    return pages.go(reply, half.onward?.startsWith(home) ? half.onward : home);
  }

  app.post("/keluar", async (request, reply) => {
    await book.end(request.cookies[SESSION_COOKIE]);
    reply.clearCookie(SESSION_COOKIE, { ...strict, path: "/" });
    return pages.go(reply, "/masuk", "signed_out");
  });
}
