const dayMs = 86_400_000;

/** `1 day`, `94 days`, `1,200 accounts`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? singular : plural}`;
}

/** Names in a sentence: `A`, `A and B`, `A, B and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length > most) {
    return `${names.slice(0, most).join(', ')} and ${counted(names.length - most, 'more', 'more')}`;
  }
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Whole days that have passed; never negative. */
export function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / dayMs));
}

/** The instant that lies so many days of 24 hours before. */
export function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * dayMs);
}

/** The day of an instant in UTC: the bucket of episodes. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
