import { counted } from './numbers.js';

/** What is counted of an entity: "sign_ins" → "sign-ins". */
export function entityName(entity: string): string {
  return entity.replace(/^sign_in/, 'sign-in').replaceAll('_', ' ');
}

/** How many kinds of record are named before the rest is counted together. */
const mostNamed = 4;

/** "20,114 accounts", for the kinds with most records; the others together. */
export function entityCounts(counts: Readonly<Record<string, number>>): readonly string[] {
  const present = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a);
  const named = present.slice(0, mostNamed).map(([entity, count]) => countOf(entity, count));
  const others = present.slice(mostNamed).reduce((sum, [, count]) => sum + count, 0);
  return others === 0 ? named : [...named, counted(others, 'other record', 'other records')];
}

function countOf(entity: string, count: number): string {
  const name = entityName(entity);
  return counted(count, name.replace(/s$/, ''), name);
}
