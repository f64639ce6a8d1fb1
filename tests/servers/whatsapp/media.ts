/** The host that media offers name as the place of their bytes. It has none: it only notes that somebody came. */
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

export type MediaHost = {
  /** `127.0.0.1:port`, as a message names it. */
  host: string;
  /** How many connections were opened to it: none, when nothing was fetched. */
  touched(): number;
  close(): Promise<void>;
};

export async function startMediaHost(): Promise<MediaHost> {
  let touched = 0;
  const server = createServer((socket) => {
    touched += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    touched: () => touched,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
