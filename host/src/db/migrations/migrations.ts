import { createFactTables } from '../fact-tables.js';
import { initial } from './0001-initial.js';
import { findings } from './0002-findings.js';
import { operations } from './0003-operations.js';
import { priceLists } from './0004-price-lists.js';
import { access } from './0005-access.js';
import { behaviour } from './0006-behaviour.js';
import { explore } from './0007-explore.js';
import { reviews } from './0008-reviews.js';
import { quotaReadings } from './0009-quota-readings.js';

/** One step of the schema. Steps are never changed once released, and there is no way back. */
export interface Migration {
  /** What it does, in a few words. */
  readonly name: string;
  /** Statements, run in one transaction with all that follow. */
  sql(): string;
}

/** Every step, in order: a database of version n has had the first n. */
export const migrations: readonly Migration[] = [
  { name: 'initial', sql: () => `${initial}\n${createFactTables()}` },
  { name: 'findings', sql: () => findings },
  { name: 'operations', sql: () => operations },
  { name: 'price lists', sql: () => priceLists },
  { name: 'access', sql: () => access },
  { name: 'behaviour', sql: () => behaviour },
  { name: 'explore', sql: () => explore },
  { name: 'reviews', sql: () => reviews },
  { name: 'quota readings', sql: () => quotaReadings },
];

/** The version that this program works with. */
export const schemaVersion = migrations.length;
