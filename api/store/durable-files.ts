/**
 * PGlite's file system with a real flush. As shipped it never flushes: postgres runs with -F, and Emscripten's
 * NODEFS has no fsync, so a power cut could lose or tear what was reported as written.
 */
import fs from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** What Emscripten hands to a stream operation: an open file has `nfd`, a folder only its node. */
type Stream = { nfd?: number; node: unknown };
type Emscripten = {
  NODEFS: { realPath(node: unknown): string; stream_ops: { fsync?: (stream: Stream) => void } };
};
type Init = Parameters<NodeFS["init"]>;

export class DurableNodeFS extends NodeFS {
  /** How often postgres asked for a flush and got it; a start that commits without raising it is refused. */
  flushes = 0;

  override async init(...[pg, options]: Init): ReturnType<NodeFS["init"]> {
    const made = await super.init(pg, options);
    const flush = (module: Emscripten) => {
      module.NODEFS.stream_ops.fsync = (stream) => {
        if (stream.nfd === undefined) flushFolder(module.NODEFS.realPath(stream.node));
        else fs.fdatasyncSync(stream.nfd);
        this.flushes += 1;
      };
    };
    const { preRun } = made.emscriptenOpts;
    if (!Array.isArray(preRun)) throw new Error("pglite_without_pre_run");
    preRun.push(flush);
    return made;
  }
}

function flushFolder(path: string): void {
  const folder = fs.openSync(path, "r");
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

const inUtc = ["-c", "timezone=UTC"];
export const MEMORY_PARAMS: string[] = [...PGlite.defaultStartParams, ...inUtc];
export const DURABLE_PARAMS: string[] = [
  ...PGlite.defaultStartParams.filter((param) => param !== "-F"),
  "-c",
  "wal_sync_method=fsync",
  ...inUtc,
];
