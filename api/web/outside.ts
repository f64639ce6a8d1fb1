/** What machines ask: health, and the platforms' webhooks. No session, no cookie, no page. */
import type { FastifyInstance } from "fastify";
import { queryOf } from "./form-body.ts";
import type { Health, WebParts, Webhook } from "./parts.ts";

/**
 * One update is small, but after an outage a platform may put many into one post; Meta is said to go up to 3 MB, which
 * could not be looked up here. One that was refused for its size would come again and again until the platform gives
 * up, and its messages with it.
 */
const WEBHOOK_LIMIT = 3 * 1024 * 1024;

export function outsideRoutes(
  app: FastifyInstance,
  parts: Pick<WebParts, "health" | "webhooks" | "channels">,
): void {
  app.get("/health", async (_request, reply) => {
    const health = await parts.health();
    return reply
      .status(health.ok ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ ...publicly(health), channels: await parts.channels() });
  });

  void app.register(async (machines) => webhookRoutes(machines, parts.webhooks));
}

/** In a scope of its own, where no body is parsed. */
function webhookRoutes(app: FastifyInstance, webhooks: Webhook[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, bytes, done) => done(null, bytes));

  for (const { path, receive, verify } of webhooks) {
    app.post(path, { bodyLimit: WEBHOOK_LIMIT }, async (request, reply) => {
      const headers: Record<string, string | undefined> = {};
      for (const [name, value] of Object.entries(request.headers)) {
        headers[name] = Array.isArray(value) ? value[0] : value;
      }
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return reply.status(await receive({ headers, bytes })).send();
    });
    if (verify === undefined) continue;
    app.get(path, async (request, reply) => {
      const { status, text } = verify(queryOf(request));
      return reply.status(status).type("text/plain; charset=utf-8").send(text);
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
