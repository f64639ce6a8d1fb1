/** A gate in front of a server: while it is shut, nothing that stood goes on and nothing new gets through. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Gate {
  port: number;
  /** Cuts every connection, as a network that fails. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

/** `port` is asked for at each connection: the server may come after its gate. */
export async function openGate(host: string, port: () => number): Promise<Gate> {
  const passing = new Set<Socket>();
  let shut = false;
  const server = createServer((near) => {
    if (shut) return void near.resetAndDestroy();
    const far = connect({ host, port: port() });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      passing.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        passing.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const socket of passing) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    shut() {
      shut = true;
      cut();
    },
    open() {
      shut = false;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
