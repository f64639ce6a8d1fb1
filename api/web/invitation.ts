/** Accepting an invitation: the passphrase is made, shown once, and typed back by signing in with it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { paramOf } from "./form-body.ts";
import type { Pages } from "./pages.ts";
import type { WebParts } from "./parts.ts";
import { invitationPage, newPassphrasePage } from "./sign-in-pages.ts";
import { SLOWER } from "./sign-in.ts";

export function invitationRoutes(
  app: FastifyInstance,
  { directory, pages }: Pick<WebParts, "directory"> & { pages: Pages },
): void {
  const place = (request: FastifyRequest, reply: FastifyReply) => ({
    speech: pages.speech(request),
    csrf: pages.csrf(reply),
  });

  app.get("/undangan/:token", async (request, reply) => {
    const found = await directory.findInvitation(paramOf(request, "token"));
    if (!found.ok) return pages.refused(request, reply, found.refusal);
    const at = place(request, reply);
    const { officer, agency } = found.value;
    const body = invitationPage(at, {
      action: request.url,
      name: officer.name,
      agency: agency?.name,
    });
    return pages.show(request, reply, {
      width: "narrow",
      title: at.speech.say("web.invitation.short_title"),
      body,
    });
  });

  // Answered with a page instead of a redirect: the passphrase is kept nowhere from which a next page could take it.
  app.post("/undangan/:token", { config: SLOWER }, async (request, reply) => {
    const accepted = await directory.acceptInvitation(paramOf(request, "token"));
    if (!accepted.ok) return pages.refused(request, reply, accepted.refusal);
    const at = place(request, reply);
    const { officer, passphrase } = accepted.value;
    const waits = officer.state === "invited";
    const body = newPassphrasePage(at, { signInName: officer.signInName, passphrase, waits });
    return pages.show(request, reply, {
      width: "narrow",
      title: at.speech.say("web.invitation.passphrase_title"),
      body,
    });
  });
}
