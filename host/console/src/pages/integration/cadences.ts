import { duration } from '../../format/times.js';

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How often a stream may be read, in the console. The command line takes any duration. */
const offered = ['15m', '30m', '1h', '2h', '6h', '12h', '1d', '2d', '7d'] as const;

/** The cadences to choose from, with one that is set and not among them. */
export function cadencesWith(present: string | undefined): readonly string[] {
  const known: readonly string[] = offered;
  return present === undefined || known.includes(present) ? known : [present, ...known];
}

/** "15 min", "1 h", "2 days" for `15m`, `1h`, `2d`; the text itself when it is none of these. */
export function cadenceWords(cadence: string): string {
  const match = /^(\d+)([mhd])$/.exec(cadence);
  const unit = match?.[2];
  if (unit !== 'm' && unit !== 'h' && unit !== 'd') return cadence;
  const count = Number(match?.[1]);
  if (unit === 'd') return count === 1 ? 'day' : `${count}\u00a0days`;
  if (unit === 'h' && count === 1) return 'hour';
  return duration(count * unitMs[unit]);
}

/** The cadence of a stream that a person set. */
export function cadenceOf(
  options: Readonly<Record<string, unknown>>,
  stream: string,
): string | undefined {
  const { schedule } = options;
  if (typeof schedule !== 'object' || schedule === null) return undefined;
  const found = Object.entries(schedule).find(([name]) => name === stream)?.[1];
  return typeof found === 'string' ? found : undefined;
}
