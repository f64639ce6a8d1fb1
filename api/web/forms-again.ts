/**
 * Showing a form again as it was typed, after a refusal or a session that ran out; and, where the form answers by field,
 * what is wrong with which field: beside it, and together on top of the page.
 */
import type { FastifyRequest } from "fastify";
import type { Fault, Refusal, Refused } from "../kernel.ts";
import { idOf, type Frame, type Speech } from "../page/index.ts";
import { fieldsOf, type Fields } from "./form-body.ts";
import type { Visit } from "./guard.ts";
import { STATUS_OF } from "./refusal-status.ts";
import type { Typed } from "./unfinished.ts";

/**
 * A form that answers by field: how the domain's fields stand on the page, in their order. `label` is a key of texts;
 * `longest`: how many characters the domain takes. The control must not cut off what is longer: nobody would notice.
 */
export type FormFields<Field extends string> = {
  scope: string;
  fields: Record<Field, { name: string; label: string; longest?: number }>;
};

type FaultAt = { id: string; name: string; label: string; fault: Fault; longest: number };

/** What a page must know when a post on it was refused. `faults`: where the form answers by field. */
export type Again = { refusal: Refusal; typed: Typed; faults?: readonly FaultAt[] };

/** The post that was refused, ready to be shown again; at the fields of `form`, where that is known. */
export function again(request: FastifyRequest, refused: Refused | Refusal, form?: FormFields<string>): Again {
  const { _csrf, ...fields } = fieldsOf(request);
  const typed = { action: request.url, fields };
  if (typeof refused === "string") return { refusal: refused, typed };
  const { refusal } = refused;
  return form === undefined ? { refusal, typed } : { refusal, typed, faults: faultsAt(form, refused) };
}

const faultsAt = ({ scope, fields }: FormFields<string>, { faults = {} }: Refused): FaultAt[] =>
  Object.entries(fields).flatMap(([field, { name, label, longest = 0 }]) => {
    const fault = faults[field];
    return fault === undefined ? [] : [{ id: idOf({ scope, name }), name, label, fault, longest }];
  });

/** What stands typed in the form that posts to `action`; empty when nothing does. */
export const typedIn = (action: string, visit: Visit, refused?: Again): Fields =>
  typedAgain(action, visit, refused) ?? {};

function typedAgain(action: string, visit: Visit, refused?: Again): Fields | undefined {
  const typed = refused?.typed ?? visit.typed;
  return typed?.action === action ? typed.fields : undefined;
}

/** A form as it was sent. */
export type Sent<Field extends string> = {
  /** Whether it was sent and is shown again. */
  again: boolean;
  /** What the control of a field is drawn with. */
  control(field: Field): {
    scope: string;
    name: string;
    label: string;
    value: string | undefined;
    fault: string | undefined;
  };
};

/** Controls of the form that posts to `action`, with what was typed into each and what is wrong with it. */
export function sentIn<Field extends string>(
  { say }: Speech,
  { scope, fields }: FormFields<Field>,
  { action, visit, refused }: { action: string; visit: Visit; refused: Again | undefined },
): Sent<Field> {
  const typed = typedAgain(action, visit, refused);
  return {
    again: typed !== undefined,
    control(field) {
      const { name, label } = fields[field];
      const wrong = refused?.faults?.find(({ id }) => id === idOf({ scope, name }));
      const fault = wrong && faultText(say, wrong);
      return { scope, name, label: say(label), value: typed?.[name], fault };
    },
  };
}

const faultText = (say: Speech["say"], { fault, longest }: FaultAt): string =>
  say(`fault.${fault}`, { longest });

/** Status and message of a page that shows a refusal; nothing when there is none. */
export function told({ say }: Speech, refused?: Again): { status?: number; flash?: Frame["flash"] } {
  if (refused === undefined) return {};
  const { refusal, faults = [] } = refused;
  const lines = faults.map((wrong) => ({
    href: `#${wrong.id}`,
    text: `${say(wrong.label)}: ${faultText(say, wrong)}`,
  }));
  return {
    status: STATUS_OF[refusal],
    flash:
      lines.length === 0
        ? { kind: "refused", text: say(`refusal.${refusal}`) }
        : { kind: "refused", text: say("web.shell.faults", { n: lines.length }), faults: lines },
  };
}
