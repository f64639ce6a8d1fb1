import { createServer, type Server } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import type { LogFields } from "../../api/log.ts";
import type { Address, Channel } from "../../bots/channel.ts";
import { createEmail } from "../../bots/email/index.ts";

const OFFICER = "petugas.piket@example.go.id";
const notice = {
  text: "Ada tugas menunggu di Lapor Aman. Masuk: https://lapor.example/petugas",
  choices: [],
  protect: true,
};
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function mailServer(options: SMTPServerOptions = {}) {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (piece) => {
        text += String(piece);
      });
      stream.on("end", () => {
        received.push(text);
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as { port: number };
  return { port, received };
}

/** A mail server of bare sockets that hangs up at a given moment. */
async function hangsUp(when: "before DATA" | "after the message"): Promise<number> {
  const server: Server = createServer((socket) => {
    let inMessage = false;
    socket.on("error", () => undefined);
    socket.write("220 ready\r\n");
    socket.on("data", (piece) => {
      const text = String(piece);
      if (inMessage) {
        if (text.includes("\r\n.\r\n")) socket.destroy();
      } else if (text.startsWith("DATA") && when === "after the message") {
        inMessage = true;
        socket.write("354 go ahead\r\n");
      } else if (text.startsWith("RCPT") && when === "before DATA") {
        socket.destroy();
      } else {
        socket.write("250 ok\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return (server.address() as { port: number }).port;
}

async function emailTo(port: number, credentials = "") {
  const logged: LogFields[] = [];
  const channel = createEmail({
    smtpUrl: `smtp://${credentials}127.0.0.1:${port}`,
    from: "Lapor Aman <lapor@example.go.id>",
    subject: "Lapor Aman: ada tugas menunggu",
    log: (_level, _code, fields = {}) => void logged.push(fields),
  });
  await channel.start();
  closing.push(() => channel.stop());
  return { channel, logged };
}
const say = (channel: Channel, to = OFFICER) => channel.say(to as Address, notice);
const refusing = (responseCode: number) => Object.assign(new Error(`no ${OFFICER} here`), { responseCode });

test("a notice arrives with the fixed subject, its words, and nothing about the software", async () => {
  const { port, received } = await mailServer();
  const { channel } = await emailTo(port);

  const delivery = await say(channel);

  expect(delivery).toEqual({ kind: "delivered" });
  expect(received[0]).toContain("Subject: Lapor Aman: ada tugas menunggu");
  expect(received[0]).toContain("Ada tugas menunggu di Lapor Aman.");
  expect(received[0]).toContain(`To: ${OFFICER}`);
  expect(received[0]).not.toMatch(/X-Mailer|nodemailer/i);
});

test("a server that wants a name and a password gets them", async () => {
  let signedInAs: string | undefined;
  const { port } = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth(auth, _session, done) {
      signedInAs = `${auth.username}/${auth.password}`;
      done(null, { user: auth.username });
    },
  });
  const { channel } = await emailTo(port, "lapor:kata%20sandi@");

  expect((await say(channel)).kind).toBe("delivered");
  expect(signedInAs).toBe("lapor/kata sandi");
});

test.each([
  [450, "later"],
  [550, "gone"],
])("an answer of %i to the address means %s, and no log holds the address", async (answer, outcome) => {
  const { port } = await mailServer({ onRcptTo: (_address, _session, done) => done(refusing(answer)) });
  const { channel, logged } = await emailTo(port);

  const delivery = await say(channel);

  expect(delivery).toMatchObject({ kind: outcome, code: `smtp_${answer}` });
  expect(logged).toEqual([{ outcome, code: `smtp_${answer}` }]);
});

test.each([
  [451, "later"],
  [554, "gone"],
])("an answer of %i to the message means %s", async (answer, outcome) => {
  const { port } = await mailServer({
    onData(stream, _session, done) {
      stream.resume();
      stream.on("end", () => done(refusing(answer)));
    },
  });
  const { channel } = await emailTo(port);

  expect((await say(channel)).kind).toBe(outcome);
});

test("a wrong password is our fault, so the notice waits instead of giving the officer up", async () => {
  const { port } = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(refusing(535)),
  });
  const { channel } = await emailTo(port, "lapor:salah@");

  expect((await say(channel)).kind).toBe("later");
});

test("a connection lost before the message was asked for means later", async () => {
  const { channel } = await emailTo(await hangsUp("before DATA"));

  expect((await say(channel)).kind).toBe("later");
});

test("a connection lost after the message left means that nobody knows", async () => {
  const { channel } = await emailTo(await hangsUp("after the message"));

  expect((await say(channel)).kind).toBe("unsure");
});

test("no server at all means later", async () => {
  const { channel } = await emailTo(1);

  expect((await say(channel)).kind).toBe("later");
});

test("an address that is none is gone", async () => {
  const { port } = await mailServer();
  const { channel } = await emailTo(port);

  expect((await say(channel, "bukan alamat <")).kind).toBe("gone");
});

test("while stopped, nothing leaves", async () => {
  const { port, received } = await mailServer();
  const { channel } = await emailTo(port);
  await channel.stop();

  expect((await say(channel)).kind).toBe("later");
  expect(received).toEqual([]);
});

test("a stop waits for the notice that is leaving", async () => {
  const { port, received } = await mailServer();
  const { channel } = await emailTo(port);
  const leaving = say(channel);

  await channel.stop();

  expect(received).toHaveLength(1);
  expect((await leaving).kind).toBe("delivered");
});

test("a setting that is no URL is refused when the channel is built", () => {
  expect(() => createEmail({ smtpUrl: "mail", from: "a@b.id", subject: "x", log: () => undefined })).toThrow(
    "SMTP_URL",
  );
});
