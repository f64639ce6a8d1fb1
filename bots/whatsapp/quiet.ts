/**
 * libsignal prints whole sessions on the console, private ratchet keys among them, whenever one is closed. Whatever
 * that package or Baileys print is dropped, by where the call comes from; everybody else's lines go through.
 */
const THEIRS = /node_modules[/\\](?:libsignal|@whiskeysockets)[/\\]/;

for (const level of ["log", "debug", "info", "warn", "error", "trace", "dir"] as const) {
  const print = console[level].bind(console) as (...words: unknown[]) => void;
  console[level] = (...words: unknown[]) => {
    if (!isTheirs()) print(...words);
  };
}

/** Looked for in all frames, so that a wrapper in between does not hide the caller. */
function isTheirs(): boolean {
  const { stack = "" } = new Error("who prints");
  return THEIRS.test(stack);
}
