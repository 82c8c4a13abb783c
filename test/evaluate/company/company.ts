import type { Random } from '../../org/random.js';
import type { Parameters } from '../parameters.js';
import type { Networks } from '../world/networks.js';
import type { Offices } from './offices.js';
import type { Integration, Owner, Person } from './person.js';

/** A company: who is in it, where it works, and what happens to all of it at once. */
export interface Company {
  readonly parameters: Parameters;
  /** Midnight UTC of the first day. */
  readonly start: number;
  readonly end: number;
  readonly networks: Networks;
  readonly offices: Offices;
  readonly people: readonly Person[];
  readonly integrations: readonly Integration[];
  /** Multiplies everybody's own rate of sign-ins. */
  readonly scale: { readonly people: number; readonly integrations: number };
  /** When the identity provider does not answer. */
  readonly outage: { readonly from: number; readonly to: number };
  /** From this day on every fifth person has the VPN on at all times. */
  readonly rolloutDay: number;
  /** What happens day by day draws from here. */
  readonly random: Random;
}

/** Everybody with an account, in the order of their numbers. */
export function ownersOf({ people, integrations }: Company): readonly Owner[] {
  return [...people, ...integrations];
}
