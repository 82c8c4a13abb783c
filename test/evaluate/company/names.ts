import type { Random } from '../../org/random.js';

/** Departments of the company. */
export const departments: readonly string[] = [
  'Sales',
  'Service',
  'Marketing',
  'Finance',
  'Operations',
  'Engineering',
  'Human Resources',
  'Legal',
];

/** Job titles. */
export const titles: readonly string[] = [
  'Account Executive',
  'Account Manager',
  'Service Agent',
  'Analyst',
  'Team Lead',
  'Specialist',
  'Director',
  'Coordinator',
];

const given =
  'Ada Amara Björn Chidi Dana Elif Fatima Goran Hana Ines Jonas Kofi Lena Mateo Nora Omar Priya Quinn Rosa Sven Tomo Uma Viktor Wen Xenia Yara Zoe'.split(
    ' ',
  );
const family =
  'Abe Becker Costa Dahl Eriksen Fischer Garcia Hansen Ito Jensen Kumar Larsen Moreau Novak Okafor Park Rossi Silva Tanaka Urban Vogel Weber Xu Young Zhang'.split(
    ' ',
  );

/** A name and what is typed to sign in with it. */
export function personName(random: Random, index: number): { name: string; username: string } {
  const [first, last] = [random.pick(given), random.pick(family)];
  const typed = `${first}.${last}.${index}`.toLowerCase().replace('ö', 'o');
  return { name: `${first} ${last}`, username: `${typed}@company.example` };
}
