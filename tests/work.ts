/**
 * Milliseconds that this thread worked for an act, the least of three times. On the wall, what is long waits for other
 * processes more often than what is short, and a ratio of the two says nothing on a busy machine.
 */
export function workOf(act: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const begun = process.threadCpuUsage();
    act();
    return process.threadCpuUsage(begun).user / 1_000;
  });
  return Math.min(...times);
}
