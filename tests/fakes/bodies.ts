/** Bodies with real keys in Maps. */
import type { AgencyId, OfficerId, OfficerRole, Sealed } from "../../api/kernel.ts";
import { agencyKeyLabel } from "../../api/directory/index.ts";
import type { Bodies, BodyKey, Unlocked } from "../../api/queue/index.ts";
import type { Body } from "../../api/routing/index.ts";
import { bodyKeyMac, generateKeyPair, seal, type KeyPair, type ServerKeys } from "../../api/vault/index.ts";

export type FakeBodies = Bodies & {
  /** Adds a body, with a key when it is open. */
  enrol(body: Body): Promise<Body>;
  /** An officer of the body, with a copy of its key and an unlocked session. */
  hire(agency: AgencyId, officer: string, role?: OfficerRole): Promise<Unlocked>;
  bodyKeys: Map<AgencyId, BodyKey>;
  keyPairs: Map<AgencyId, KeyPair>;
};

export function createBodies(server: ServerKeys): FakeBodies {
  const bodies = new Map<AgencyId, Body>();
  const keyPairs = new Map<AgencyId, KeyPair>();
  const bodyKeys = new Map<AgencyId, BodyKey>();
  const officersCopies = new Map<string, Sealed<"agency-key">>();
  return {
    bodyKeys,
    keyPairs,

    async enrol(body) {
      bodies.set(body.id, body);
      if (!body.open) return body;
      const keyPair = await generateKeyPair();
      keyPairs.set(body.id, keyPair);
      const { publicKey } = keyPair;
      bodyKeys.set(body.id, { agency: body.id, publicKey, mac: bodyKeyMac(server, body.id, publicKey) });
      return body;
    },

    async hire(agency, name, role = "officer") {
      const keyPair = keyPairs.get(agency);
      if (keyPair === undefined) throw new Error(`no such open body in the fake: ${agency}`);
      const officer = name as OfficerId;
      const own = await generateKeyPair();
      const privateKey = new TextEncoder().encode(keyPair.privateKey);
      const copy = await seal<"agency-key">([own.publicKey], agencyKeyLabel(agency), privateKey);
      officersCopies.set(`${agency} ${officer}`, copy);
      return { officer, agency, role, privateKey: own.privateKey };
    },

    all: async () => [...bodies.values()],
    keys: async (agencies) => agencies.flatMap((agency) => bodyKeys.get(agency) ?? []),
    keyForOfficer: async (agency, officer) => officersCopies.get(`${agency} ${officer}`),
  };
}
