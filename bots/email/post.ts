/** One message over one SMTP connection, with the one fact the library does not tell: whether it began to leave. */
import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { MINUTE, SECOND } from "../../api/kernel.ts";

export type Letter = { from: string; to: string; subject: string; text: string };

/** `begun`: the server had said "go ahead" and may have the message, whatever became of the connection then. */
export type Posted = { ok: true } | { ok: false; failure: unknown; begun: boolean };

/** Patient enough for a slow server, short enough for the lease of whoever waits. */
const TIMEOUTS = { connectionTimeout: 15 * SECOND, greetingTimeout: 15 * SECOND, socketTimeout: MINUTE };
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Resolves always; the failure is the library's error, and its message may name the address. */
export async function post(server: URL, letter: Letter): Promise<Posted> {
  const bytes = await new MailComposer({ ...letter, xMailer: false } as object).compile().build();
  let begun = false;
  // Read only once the server has answered DATA: what is lost before that was never said.
  const content = new Readable({
    read() {
      begun = true;
      this.push(bytes);
      this.push(null);
    },
  });
  const connection = new SMTPConnection({ ...optionsOf(server), ...TIMEOUTS });
  return new Promise((resolve) => {
    const fail = (failure: unknown) => {
      resolve({ ok: false, failure, begun });
      connection.close();
    };
    const send = () => {
      connection.send({ from: addressIn(letter.from), to: letter.to }, content, (failure) => {
        if (failure) return fail(failure);
        resolve({ ok: true });
        connection.quit();
      });
    };
    connection.once("error", fail);
    connection.connect((failure) => {
      if (failure) return fail(failure);
      const auth = authOf(server);
      if (auth === undefined) return send();
      connection.login(auth, (refusal) => (refusal ? fail(refusal) : send()));
    });
  });
}

/** A password goes over a network only inside TLS. */
function optionsOf(server: URL): { host: string; port: number; secure: boolean; requireTLS: boolean } {
  const secure = server.protocol === "smtps:";
  const requireTLS = !secure && server.password !== "" && !LOOPBACK.has(server.hostname);
  const host = server.hostname.replace(/^\[|\]$/g, "");
  return { host, port: Number(server.port) || (secure ? 465 : 587), secure, requireTLS };
}

function authOf(server: URL): { user: string; pass: string } | undefined {
  if (server.username === "") return undefined;
  return { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) };
}

/** `Lapor Aman <lapor@example.go.id>` → `lapor@example.go.id`. */
const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
