/** An instant as JSON has it; null when there is none. */
export function isoOrNull(instant: string | Date | undefined | null): string | null {
  return instant === undefined || instant === null ? null : new Date(instant).toISOString();
}
