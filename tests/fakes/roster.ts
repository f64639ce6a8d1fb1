/** Who is on duty, in a Map; addresses sealed as the directory seals them. */
import type { AgencyId, OfficerId } from "../../api/kernel.ts";
import { dutyAddressLabel } from "../../api/directory/duty.ts";
import type { DutyRoster } from "../../api/queue/index.ts";
import { seal, type ServerKeys } from "../../api/vault/index.ts";

type Contact = Awaited<ReturnType<DutyRoster["onDuty"]>>[number];
export type FakeRoster = DutyRoster & {
  /** The officer is on duty from now on, and is woken at this address. */
  put(agency: AgencyId, officer: OfficerId, channel: string, address: string): Promise<void>;
  /** Nobody of the body is on duty any more. */
  clear(agency: AgencyId): void;
};

export function createRoster(server: ServerKeys): FakeRoster {
  const onDuty = new Map<AgencyId, Contact[]>();
  return {
    async put(agency, officer, channel, address) {
      const bytes = new TextEncoder().encode(address);
      const sealed = await seal<"duty-address">([server.publicKey], dutyAddressLabel(officer), bytes);
      onDuty.set(agency, [...(onDuty.get(agency) ?? []), { officer, channel, address: sealed }]);
    },
    clear: (agency) => void onDuty.delete(agency),
    onDuty: async (agency) => onDuty.get(agency) ?? [],
    hasDuty: async (agency) => (onDuty.get(agency) ?? []).length > 0,
  };
}
