/**
 * Signing in: the passphrase unlocks the officer's key, which is the whole check of it; then a code of the
 * authenticator app (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds, one step of drift either way).
 */
import { createHash } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { done, ok, refuse, SECOND, type Clock, type OfficerId, type Random, type Result } from "../kernel.ts";
import {
  open,
  seal,
  SwappedKeyError,
  unlockPrivateKey,
  type Label,
  type Pepper,
  type ServerKeys,
  type SlowHash,
} from "../vault/index.ts";
import type { SignedIn, SignIn } from "./contract.ts";
import { asSignInName } from "./invitation.ts";
import type { DirectoryStore } from "./ports.ts";
import { createTries } from "./tries.ts";
import { officerKeyIsGenuine } from "./vouch.ts";
import type { Officer } from "./words.ts";

const STEP = 30 * SECOND;
/** What an unknown name is hashed against, so that it takes as long as a known one. */
const NOBODY = { lockedKey: new Uint8Array(102), salt: new Uint8Array(16) };

type Parts = {
  store: DirectoryStore;
  server: ServerKeys;
  pepper: Pepper;
  hash: SlowHash;
  random: Random;
  clock: Clock;
};

export function createSignIn(parts: Parts): SignIn {
  const { store, server, random, clock } = parts;
  const { mayTry, forget } = createTries(parts);

  async function passphrase(name: string, typed: string): Promise<Result<SignedIn>> {
    const found = await store.officerBySignInName(asSignInName(name));
    const officer = found?.state === "active" ? found : undefined;
    if (!(await mayTry(officer?.id ?? strangerNamed(name)))) return refuse("too_many_tries");
    const { lockedKey, salt } = { lockedKey: officer?.lockedKey, salt: officer?.salt };
    const lock = lockedKey && salt ? { lockedKey, salt } : NOBODY;
    const privateKey = await unlockPrivateKey(parts, typed, lock.lockedKey, lock.salt);
    if (officer === undefined || privateKey === undefined) return refuse("wrong_sign_in");
    if (!officerKeyIsGenuine(server, officer)) throw new SwappedKeyError(officer.id);
    return ok({ officer, privateKey, needsTotpSetup: officer.totp === undefined });
  }

  function newTotp(officer: Officer): { secret: string; uri: string } {
    const secret = new Secret({ buffer: new Uint8Array(random(20)).buffer });
    return { secret: secret.base32, uri: totpOf(secret, officer.signInName).toString() };
  }

  async function setTotp(id: OfficerId, secret: string, code: string): Promise<Result<undefined>> {
    const officer = await store.officer(id);
    // Replacing an app needs a new invitation: whoever has only the passphrase must not get past the second step.
    if (officer?.state !== "active" || officer.totp !== undefined) return refuse("wrong_sign_in");
    if (!(await mayTry(id))) return refuse("too_many_tries");
    const step = stepOf(secret, code);
    if (step === undefined) return refuse("wrong_sign_in");
    const plain = new TextEncoder().encode(secret);
    await store.saveOfficer({
      ...officer,
      totp: await seal<"totp">([server.publicKey], totpLabel(id), plain),
    });
    return useUp(id, step);
  }

  async function totp(officer: Officer, code: string): Promise<Result<undefined>> {
    if (!(await mayTry(officer.id))) return refuse("too_many_tries");
    if (officer.totp === undefined) return refuse("wrong_sign_in");
    const secret = await open(server.privateKey, totpLabel(officer.id), officer.totp);
    const step = stepOf(new TextDecoder().decode(secret), code);
    return step === undefined ? refuse("wrong_sign_in") : useUp(officer.id, step);
  }

  async function useUp(officer: OfficerId, step: number): Promise<Result<undefined>> {
    if (!(await store.useTotpStep(officer, step))) return refuse("wrong_sign_in");
    await forget(officer);
    return done;
  }

  /** The time step the code is of, or undefined. */
  function stepOf(secret: string, code: string): number | undefined {
    const token = code.replace(/\D/g, "");
    const timestamp = clock();
    const drift = totpOf(Secret.fromBase32(secret)).validate({ token, timestamp, window: 1 });
    return drift === null ? undefined : Math.floor(timestamp / STEP) + drift;
  }

  return { passphrase, newTotp, setTotp, totp };
}

/**
 * Under what an unknown name is counted: were it not, "too many tries" would tell which names exist. Hashed, because
 * people type their passphrase into the wrong field.
 */
const strangerNamed = (name: string): OfficerId =>
  createHash("sha256").update(asSignInName(name)).digest("hex") as OfficerId;

const totpLabel = (officer: OfficerId): Label => ({ owner: officer, kind: "totp", epoch: 0 });

const totpOf = (secret: Secret, label = ""): TOTP =>
  new TOTP({ issuer: "Lapor Aman", label, secret, algorithm: "SHA1", digits: 6, period: STEP / SECOND });
