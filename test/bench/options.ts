import { parseArgs } from 'node:util';

import { barSize } from './calls/stories.js';

/** How large the comparison is. */
export interface BenchOptions {
  readonly users: number;
  readonly signIns: number;
  /** At least 1; three give a median that means something. */
  readonly rounds: number;
  /** Also writes the numbers to this file. */
  readonly json: string | undefined;
}

const flags = {
  users: { type: 'string', default: '2000' },
  'sign-ins': { type: 'string', default: '200000' },
  rounds: { type: 'string', default: '3' },
  json: { type: 'string' },
} as const;

const exploreFlags = {
  'sign-ins': { type: 'string', default: '1000000' },
  rounds: { type: 'string', default: '20' },
} as const;

const callsFlags = {
  users: { type: 'string', default: String(barSize.users) },
  'sign-ins': { type: 'string', default: String(barSize.signIns) },
} as const;

/** Reads the command line. @throws when a number is none */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({ args: [...args], options: flags });
  return {
    users: whole('users', values.users),
    signIns: whole('sign-ins', values['sign-ins']),
    rounds: whole('rounds', values.rounds),
    json: values.json,
  };
}

/** Reads the command line of `explore`. @throws when a number is none */
export function readExploreOptions(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: exploreFlags });
  return {
    signIns: whole('sign-ins', values['sign-ins']),
    rounds: whole('rounds', values.rounds),
  };
}

/** Reads the command line of `calls`. @throws when a number is none */
export function readCallsOptions(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: callsFlags });
  return {
    users: whole('users', values.users),
    signIns: whole('sign-ins', values['sign-ins']),
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return Number(text);
}
