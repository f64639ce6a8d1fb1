/** What the web part does for Meta: one route that answers its question and hands the very bytes to the channel. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { webhooksOf } from "../../api/compose/webhooks.ts";
import type { WhatsappCloud } from "../../bots/whatsapp-cloud/index.ts";

export async function openGraphRoute(channel: () => WhatsappCloud | undefined) {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const answer = async () => {
      const [webhook] = webhooksOf({ telegram: undefined, whatsappCloud: channel() });
      if (webhook === undefined) return void response.writeHead(503).end();
      if (request.method === "GET") {
        const query = new URL(request.url ?? "/", "http://route").searchParams;
        const verified = webhook.verify?.(Object.fromEntries(query));
        return void response.writeHead(verified?.status ?? 404).end(verified?.text);
      }
      const headers = request.headers as Record<string, string | undefined>;
      response.writeHead(await webhook.receive({ headers, bytes: Buffer.concat(chunks) })).end();
    };
    request.on("end", () => void answer());
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/webhook/whatsapp-cloud`,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
