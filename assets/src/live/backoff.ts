const first = 400;
const longest = 10_000;

/**
 * Milliseconds to wait before the attempt with this number (0 is the first). The wait
 * doubles, and half of it is random, so that all tabs of a shop do not return at once.
 */
export function backoff(attempt: number, random: () => number): number {
  const wait = Math.min(longest, first * 2 ** Math.min(attempt, 20));
  return wait / 2 + (wait / 2) * random();
}
