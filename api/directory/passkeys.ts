/**
 * Passkeys (W3C Web Authentication, level 2) as the second step of signing in, in place of the app's code. They
 * unlock no key: that is the passphrase's alone, so a stolen phone or a synced account opens no report.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { done, refuse, type Clock, type OfficerId, type Random, type Result } from "../kernel.ts";
import { checkMac, macOf, type ServerKeys } from "../vault/index.ts";
import type { Passkeys } from "./contract.ts";
import type { DirectoryStore } from "./ports.ts";
import { createTries } from "./tries.ts";
import type { Officer, Passkey } from "./words.ts";

/** Long enough for "Ponsel kantor, laci kiri". */
const NAME_LENGTH = 60;
/** Plenty for one person; bounds what one page and one sign-in have to carry. */
const AT_MOST = 10;

type Parts = {
  store: DirectoryStore;
  server: ServerKeys;
  random: Random;
  clock: Clock;
  /** Where officers sign in. A passkey belongs to its host name; an address in figures cannot have any. */
  publicUrl: string;
};

/** Loaded when first needed: it takes a third of a second, and most starts need none of it. */
const webAuthn = () => import("@simplewebauthn/server");

export function createPasskeys(parts: Parts): Passkeys {
  const { store, server, random, clock } = parts;
  const { hostname, origin } = new URL(parts.publicUrl);
  const tries = createTries(parts);
  const newChallenge = () => Uint8Array.from(random(32));

  /** A row that somebody wrote past the application, or of a key the officer has no more, is no passkey. */
  async function passkeysOf(officer: Officer): Promise<Passkey[]> {
    const rows = await store.passkeys(officer.id);
    return rows.filter((row) => checkMac(server, "passkey", passkeyFields(officer, row), row.mac));
  }

  async function creation(officer: Officer) {
    const { generateRegistrationOptions } = await webAuthn();
    return generateRegistrationOptions({
      rpName: "Lapor Aman",
      rpID: hostname,
      userName: officer.signInName,
      userDisplayName: officer.name,
      userID: Uint8Array.from(Buffer.from(officer.id)),
      challenge: newChallenge(),
      attestationType: "none",
      excludeCredentials: (await passkeysOf(officer)).map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
    });
  }

  async function add(
    officer: Officer,
    answer: { challenge: string; response: string; name: string },
  ): Promise<Result<undefined>> {
    const name = answer.name.trim();
    if (name === "") return refuse("text_missing");
    if (name.length > NAME_LENGTH) return refuse("text_too_long");
    if ((await passkeysOf(officer)).length >= AT_MOST) return refuse("invalid_value");
    const { verifyRegistrationResponse } = await webAuthn();
    const response = parsed<RegistrationResponseJSON>(answer.response);
    const made =
      response &&
      (await unlessMalformed(() => verifyRegistrationResponse({ ...expected(answer.challenge), response })));
    if (!made?.verified) return refuse("passkey_failed");
    const { id, publicKey, counter } = made.registrationInfo.credential;
    const passkey = { id, name, publicKey, counter, officer: officer.id, addedAt: clock() };
    const mac = macOf(server, "passkey", passkeyFields(officer, passkey));
    return (await store.addPasskey({ ...passkey, mac })) ? done : refuse("passkey_failed");
  }

  async function question(officer: Officer) {
    const allowCredentials = (await passkeysOf(officer)).map(({ id }) => ({ id }));
    if (allowCredentials.length === 0) return undefined;
    const { generateAuthenticationOptions } = await webAuthn();
    return generateAuthenticationOptions({
      rpID: hostname,
      allowCredentials,
      userVerification: "preferred",
      challenge: newChallenge(),
    });
  }

  async function prove(
    officer: Officer,
    answer: { challenge: string; response: string },
  ): Promise<Result<undefined>> {
    if (!(await tries.mayTry(officer.id))) return refuse("too_many_tries");
    const response = parsed<AuthenticationResponseJSON>(answer.response);
    const passkey = (await passkeysOf(officer)).find(({ id }) => id === response?.id);
    if (response === undefined || passkey === undefined) return refuse("passkey_failed");
    const { verifyAuthenticationResponse } = await webAuthn();
    const proof = await unlessMalformed(() =>
      verifyAuthenticationResponse({
        ...expected(answer.challenge),
        response,
        credential: passkey,
      }),
    );
    if (!proof?.verified) return refuse("passkey_failed");
    if (!(await store.usePasskey(passkey.id, proof.authenticationInfo.newCounter)))
      return refuse("passkey_failed");
    await tries.forget(officer.id);
    return done;
  }

  /** Whether the person was recognised by face or PIN is the device's business: the passphrase came before. */
  const expected = (challenge: string) => ({
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: hostname,
    requireUserVerification: false,
  });

  return {
    possible: isName(hostname),
    passkeysOf,
    creation,
    add,
    question,
    prove,
    async remove(officer: OfficerId, id: string) {
      return (await store.removePasskey(officer, id)) ? done : refuse("invalid_value");
    },
  };
}

/** Bound to the officer's own key: whoever is invited anew begins without the passkeys of before. */
const passkeyFields = (
  officer: Pick<Officer, "id" | "publicKey">,
  passkey: Pick<Passkey, "id" | "officer" | "publicKey">,
): string[] => [
  officer.id,
  officer.publicKey ?? "",
  passkey.officer,
  passkey.id,
  Buffer.from(passkey.publicKey).toString("base64url"),
];

/** WebAuthn knows domains only: no figures, no brackets. */
const isName = (host: string): boolean => !/^[\d.]+$/.test(host) && !host.startsWith("[");

function parsed<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

/** The library throws for whatever a browser would never send and for what does not fit; both are a failed try. */
async function unlessMalformed<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch {
    return undefined;
  }
}
