const firstMs = 5_000;
const longestMs = 3_600_000;

/** When to try again after so many tries: 5 s, doubled each time, an hour at most. */
export function nextTry(tries: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(longestMs, firstMs * 2 ** Math.max(0, tries - 1)));
}
