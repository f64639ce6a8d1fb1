/** What every page about closed places and what changed around them is drawn with. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Html } from "../../page/index.ts";
import { sentIn, told, type Again, type FormFields } from "../forms-again.ts";
import type { OfficerVisit } from "../guard.ts";
import { readNames } from "../names.ts";
import { unlocked, type OfficerParts } from "./parts.ts";
import type { SitesShown } from "./sites-shown.ts";

type Framed = SitesShown & { visit: OfficerVisit };

export function siteFrame({ pages, guard, directory, gazetteer }: OfficerParts) {
  return {
    workerOf: (request: FastifyRequest) => unlocked(guard.officerOf(request)),

    async shownTo(request: FastifyRequest, reply: FastifyReply, refused?: Again): Promise<Framed> {
      const visit = guard.officerOf(request);
      const speech = pages.speech(request);
      return {
        visit,
        speech,
        csrf: pages.csrf(reply),
        gazetteer,
        zone: visit.zone,
        names: await readNames(directory),
        sent: <Field extends string>(form: FormFields<Field>, action: string) =>
          sentIn(speech, form, { action, visit, refused }),
      };
    },

    show: (
      request: FastifyRequest,
      reply: FastifyReply,
      { visit, speech }: Framed,
      { refused, ...page }: { title: string; body: Html; refused?: Again | undefined },
    ) => pages.show(request, reply, { ...page, visit, live: true, ...told(speech, refused) }),
  };
}
