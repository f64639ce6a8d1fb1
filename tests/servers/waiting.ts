/** A person who looks at the phone until something comes. */

/**
 * Milliseconds after which a test gives up waiting for what must come. No promise of ours: a busy machine stretches a
 * second to twenty, and whoever gives up earlier refuses good work by chance. Longer by far than the two minutes of a
 * lease, which a process that was killed, or cut off from its database, leaves behind.
 */
export const PATIENCE = 300_000;
/** For what can only be looked at again and again. */
export const LOOKING = { timeout: PATIENCE, interval: 250 };

type Line = { by: string; text: string };

/**
 * Reads on in a chat: each call resolves with the next line from `from` that fits, later than the one before it, and
 * rejects after `withinMs` with what came last instead. `watchers` are called whenever a line is added.
 */
export function readingOn(chat: { lines: readonly Line[]; watchers: Set<() => void> }, from: string) {
  let read = 0;
  return (words: string | RegExp, withinMs = PATIENCE): Promise<string> => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const look = () => {
      const found = chat.lines.findIndex(
        ({ by, text }, index) => by === from && index >= read && text.match(words) !== null,
      );
      if (found < 0) return;
      read = found + 1;
      chat.watchers.delete(look);
      clearTimeout(timer);
      resolve(chat.lines[found]?.text ?? "");
    };
    const timer = setTimeout(() => {
      chat.watchers.delete(look);
      const last = chat.lines.findLast(({ by }) => by === from)?.text ?? "nothing";
      reject(new Error(`nobody wrote ${String(words)}; last: ${last}`));
    }, withinMs);
    chat.watchers.add(look);
    look();
    return promise;
  };
}
