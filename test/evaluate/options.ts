import { parseArgs } from 'node:util';

import type { ReadFrom } from './evaluate.js';
import { type CompanyName, companies, type Parameters } from './parameters.js';

/** What is to be evaluated. */
export interface EvaluateOptions {
  readonly company: CompanyName;
  readonly parameters: Parameters;
  /** One company is simulated and judged with each. */
  readonly seeds: readonly number[];
  /** Prints the figures of the simulation, and judges nothing. */
  readonly onlyStatistics: boolean;
  /** Whether the checks read a database, or are fed as it happens: only the behavioural ones can. */
  readonly from: ReadFrom;
  readonly json: boolean;
  /** The file that takes every miss and false alarm, for people. */
  readonly report: string | undefined;
}

const flags = {
  company: { type: 'string', default: 'ordinary' },
  accounts: { type: 'string' },
  days: { type: 'string' },
  'sign-ins': { type: 'string' },
  seeds: { type: 'string', default: '1' },
  'attack-rate': { type: 'string' },
  'least-of-each': { type: 'string' },
  'in-memory': { type: 'boolean', default: false },
  'only-statistics': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
} as const;

/** Reads the command line. @throws when a value is none */
export function readOptions(args: readonly string[]): EvaluateOptions {
  const { values } = parseArgs({ args: [...args], options: flags });
  const company = companyNamed(values.company);
  const base: Parameters = companies[company];
  return {
    company,
    parameters: {
      ...base,
      accounts: number('accounts', values.accounts, base.accounts),
      days: number('days', values.days, base.days),
      signIns: number('sign-ins', values['sign-ins'], base.signIns),
      attackRate: number('attack-rate', values['attack-rate'], base.attackRate),
      leastOfEach: number('least-of-each', values['least-of-each'], base.leastOfEach),
    },
    seeds: values.seeds.split(',').map((seed) => number('seeds', seed, 1)),
    onlyStatistics: values['only-statistics'],
    from: values['in-memory'] ? 'memory' : 'database',
    json: values.json,
    report: values.report,
  };
}

function companyNamed(name: string): CompanyName {
  const names = Object.keys(companies) as CompanyName[];
  const found = names.find((one) => one === name);
  if (found === undefined) throw new Error(`--company takes one of ${names.join(', ')}`);
  return found;
}

function number(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`--${name} takes a number, not ${text}`);
  return Number(text);
}
