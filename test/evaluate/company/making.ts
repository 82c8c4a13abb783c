import type { Random } from '../../org/random.js';
import type { Parameters } from '../parameters.js';
import type { Networks } from '../world/networks.js';
import type { Offices } from './offices.js';

/** What people are made from. */
export interface Making {
  readonly parameters: Parameters;
  readonly random: Random;
  readonly networks: Networks;
  readonly offices: Offices;
}
