/** One plain progress line for the person who waits; standard output stays free for results. */
export function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

/** A failure that the person at the keyboard can mend; `message` is all they get to read, without a stack. */
export class SetupError extends Error {}

/** `12 s` or `2 min 5 s`, for progress lines. */
export function since(startedAtMs) {
  const seconds = Math.round((Date.now() - startedAtMs) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
