const rowsPerSecond = 50_000;
const shortestMs = 2_000;
const longestFirstMs = 20_000;
const longestMs = 30_000;

/** How long after a job was made it is asked for first: when one of its size should be done. */
export function firstPollMs(rows: number): number {
  const guessMs = (rows / rowsPerSecond) * 1000;
  return Math.round(Math.min(longestFirstMs, Math.max(shortestMs, guessMs)));
}

/**
 * How long to wait after a job that is `ageMs` old was found at work: 2 to 30 seconds, growing with
 * its age; longer only for one that takes minutes. By its age alone, so that every process can go on with it.
 */
export function nextPollMs(ageMs: number): number {
  const mostMs = Math.max(longestMs, ageMs / 4);
  return Math.round(Math.min(mostMs, Math.max(shortestMs, ageMs * 0.75)));
}
