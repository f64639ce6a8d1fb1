/** Both ends of a socket in a folder of ours. */
import { chmodSync, rmSync } from "node:fs";
import { connect, type Server, type Socket } from "node:net";
import { bindablePath } from "./path.ts";

/** Rejects when another process listens there; what a crash left behind is replaced. Only this user may connect. */
export async function listenAt(server: Server, wanted: string): Promise<void> {
  const path = bindablePath(wanted);
  // A crash leaves the socket's file behind. Nobody answers there; a living server does, and keeps its place.
  if (await isServed(path)) throw new Error("another server already listens on this socket");
  rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      server.off("error", reject);
      resolve();
    });
  });
  // Until here the umask already keeps others from writing, and connecting needs that right.
  chmodSync(path, 0o600);
}

/** Undefined when nobody listens. */
export function dial(wanted: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(bindablePath(wanted), () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });
}

/** Whether a server listens on the socket; it notices nothing of the question. */
export async function isServed(wanted: string): Promise<boolean> {
  const socket = await dial(wanted);
  socket?.destroy();
  return socket !== undefined;
}
