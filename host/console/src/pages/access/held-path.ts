import type { HeldPath } from '../../api/access.js';
import { date } from '../../format/times.js';
import { accessWords as words } from '../../words/access.js';

/** A way in words: "Data Export (permission set, by a group, until 1 Dec 2026)". */
export function pathText({ role, roleKind, via, expiresAt }: HeldPath): string {
  const notes = [
    words.roleKinds[roleKind] ?? roleKind.replaceAll('_', ' '),
    words.vias[via],
    expiresAt === null ? undefined : words.until(date(new Date(expiresAt))),
  ];
  return `${role} (${notes.filter((note) => note !== undefined).join(', ')})`;
}

/** The first proven time of all ways; undefined when one was always there. */
export function sinceOf(paths: readonly HeldPath[]): string | undefined {
  const times = paths.map(({ since }) => since);
  // What one way gave from the start is not held since another came.
  if (times.includes(null)) return undefined;
  return times.filter((since) => since !== null).sort()[0];
}

/** Whoever gave it, each once. */
export function grantersOf(paths: readonly HeldPath[]): readonly string[] {
  return [...new Set(paths.flatMap(({ grantedBy }) => grantedBy?.actor ?? []))];
}
