/** A passkey authenticator in software: ES256, attestation "none", as a phone answers a browser. */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const USER_PRESENT = 0x01;
const NEW_CREDENTIAL = 0x40;

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** `counts` as hardware keys do; synced passkeys always say 0. */
export function openAuthenticator({ site, counts = true }: { site: string; counts?: boolean }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let uses = 0;

  const clientOf = (type: string, challenge: string, origin = site) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  function about(flags: number, more: Uint8Array = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4);
    if (counts) counter.writeUInt32BE((uses += 1));
    return Buffer.concat([sha256(new URL(site).hostname), Buffer.from([flags]), counter, more]);
  }

  /** The public key in COSE (RFC 9053): EC2, ES256, P-256, x, y. */
  function cose(): Buffer {
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const parts = ["a5010203262001215820", "225820"].map((hex) => Buffer.from(hex, "hex"));
    const [head, between] = parts as [Buffer, Buffer];
    return Buffer.concat([head, Buffer.from(x, "base64url"), between, Buffer.from(y, "base64url")]);
  }

  return {
    id: text(id),
    /** What the browser answers when it is asked to make a passkey. */
    make({ challenge }: { challenge: string }, origin?: string): string {
      const length = Buffer.from([0, id.length]);
      const authData = about(
        USER_PRESENT | NEW_CREDENTIAL,
        Buffer.concat([Buffer.alloc(16), length, id, cose()]),
      );
      const cbor = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
        Buffer.from([0x58, authData.length]),
        authData,
      ]);
      const response = {
        clientDataJSON: text(clientOf("webauthn.create", challenge, origin)),
        attestationObject: text(cbor),
      };
      return JSON.stringify(answer(text(id), response));
    },
    /** What it answers when it is asked for one. */
    use({ challenge }: { challenge: string }, origin?: string): string {
      const client = clientOf("webauthn.get", challenge, origin);
      const authenticatorData = about(USER_PRESENT);
      const signature = sign("sha256", Buffer.concat([authenticatorData, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: text(client),
        authenticatorData: text(authenticatorData),
        signature: text(signature),
      };
      return JSON.stringify(answer(text(id), response));
    },
  };
}

const answer = (id: string, response: object) => ({
  id,
  rawId: id,
  type: "public-key",
  clientExtensionResults: {},
  response,
});
