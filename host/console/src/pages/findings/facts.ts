import { percent, shortId, wholeNumber } from '../../format/numbers.js';
import { clockTime, date } from '../../format/times.js';
import { findingWords as words } from '../../words/findings.js';

/** A figure or name that a finding rests on, for people. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** Units that the names of figures end with. */
const units: readonly (readonly [ending: RegExp, write: (value: number) => string])[] = [
  [/Kmh$/, (value) => `${wholeNumber(value)} km/h`],
  [/Km$/, (value) => `${wholeNumber(value)} km`],
  [/(?:^days|Days)$/, (value) => `${wholeNumber(value)} ${value === 1 ? 'day' : 'days'}`],
  [/(?:^hours|Hours)$/, (value) => `${wholeNumber(value)} h`],
  [/(?:^minutes|Minutes)$/, (value) => `${wholeNumber(value)} min`],
  [/(?:^share|Share)$/, (value) => percent(value)],
];

const mostValues = 8;
/** An id that a provider made up: long, and no word. */
const recordId = /^(?=.*\d)[A-Za-z0-9]{15,}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Facts of a finding in words; what is not known is left out. */
export function factsOf(facts: Readonly<Record<string, unknown>>): readonly Fact[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    const told = toldOf(key, value);
    return told === undefined ? [] : [{ name: nameOf(key), value: told }];
  });
}

/** "strangeNetwork" → "Strange network"; without the unit, which is with the value. */
function nameOf(key: string): string {
  const spaced = key
    .replace(/(?<=.)(?:Kmh|Km|Days|Hours|Minutes)$/, '')
    .replace(/^is(?=[A-Z])/, '')
    .replace(/(?<=[a-z0-9])([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
}

function toldOf(key: string, value: unknown): string | undefined {
  if (Array.isArray(value)) return listOf(value.map(String));
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') {
    const unit = units.find(([ending]) => ending.test(key));
    return unit ? unit[1](value) : plainNumber(value);
  }
  if (typeof value !== 'string' || value === '') return undefined;
  if (instant.test(value)) return momentOf(value);
  return recordId.test(value) ? shortId(value) : value;
}

function plainNumber(value: number): string {
  return Number.isInteger(value) ? wholeNumber(value) : value.toPrecision(3);
}

function listOf(values: readonly string[]): string {
  if (values.length === 0) return words.none;
  const shown = values.slice(0, mostValues).join(', ');
  const rest = values.length - mostValues;
  return rest > 0 ? `${shown} ${words.moreRecords(rest)}` : shown;
}

/** "24 Nov 2026, 03:12". */
export function momentOf(at: string): string {
  const time = new Date(at);
  return `${date(time)}, ${clockTime(time)}`;
}
