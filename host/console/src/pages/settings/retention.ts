import { counted } from '../../format/numbers.js';

/** How long records may be kept, in the console. The command line takes any duration. */
const offered = ['30d', '90d', '180d', '365d', '730d', '1825d'] as const;
const yearDays = 365;

/** The times to choose from, with one that is set and not among them. */
export function timesWith(present: string | undefined): readonly string[] {
  const known: readonly string[] = offered;
  return present === undefined || known.includes(present) ? known : [present, ...known];
}

/** "90 days", "2 years" for `90d`, `730d`; the text itself when it is not in days. */
export function keptWords(time: string): string {
  const days = Number(/^(\d+)d$/.exec(time)?.[1]);
  if (Number.isNaN(days)) return time;
  if (days % yearDays === 0) return counted(days / yearDays, 'year', 'years');
  return counted(days, 'day', 'days');
}

/** How long an integration keeps records of an entity; undefined: for ever. */
export function keptOf(
  options: Readonly<Record<string, unknown>>,
  entity: string,
): string | undefined {
  const { retention } = options;
  if (typeof retention !== 'object' || retention === null) return undefined;
  const found = Object.entries(retention).find(([name]) => name === entity)?.[1];
  return typeof found === 'string' ? found : undefined;
}
