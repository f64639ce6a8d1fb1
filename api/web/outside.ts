/** What machines ask: health, and the platforms' webhooks. No session, no cookie, no page. */
import type { FastifyInstance } from "fastify";
import type { Health, WebParts } from "./parts.ts";

/** Telegram's updates are small; the largest text has 4096 characters. */
const WEBHOOK_LIMIT = 256 * 1024;

export function outsideRoutes(
  app: FastifyInstance,
  parts: Pick<WebParts, "health" | "webhooks" | "channels">,
): void {
  app.get("/health", async (_request, reply) => {
    const health = await parts.health();
    return reply
      .status(health.ok ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ ...publicly(health), channels: parts.channels() });
  });

  for (const { path, receive } of parts.webhooks) {
    app.post(path, { bodyLimit: WEBHOOK_LIMIT }, async (request, reply) => {
      const headers: Record<string, string | undefined> = {};
      for (const [name, value] of Object.entries(request.headers)) {
        headers[name] = Array.isArray(value) ? value[0] : value;
      }
      return reply.status(await receive({ headers, body: request.body })).send();
    });
  }
}

/**
 * Whole minutes and no counts: whoever asks again and again, without signing in, must not see that somebody has just
 * written.
 */
const publicly = ({ ok, database, backlog }: Health) => ({
  ok,
  database,
  backlog: backlog.map(({ name, oldestSeconds = 0 }) => ({ name, minutes: Math.floor(oldestSeconds / 60) })),
});
