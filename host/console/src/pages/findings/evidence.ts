import type { WholeFinding } from '../../api/findings.js';
import { countryName } from '../../format/places.js';
import { zoneName } from '../../format/times.js';
import { findingWords as words } from '../../words/findings.js';
import { signInsWords } from '../../words/sign-ins.js';
import { momentOf } from './facts.js';

type EvidenceRecord = WholeFinding['records'][number];
type Values = EvidenceRecord['record'];

/** Records of one kind as a table. */
export interface EvidenceTable {
  readonly entity: string;
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[];
  /** Records that are left out. */
  readonly more: number;
}

interface EvidenceColumn {
  readonly head: string;
  readonly read: (values: Values) => string;
}

const mostRows = 20;
const { fields } = words;
const zone = zoneName();

const columnsByEntity: Readonly<Record<string, readonly EvidenceColumn[]>> = {
  sign_in: [
    { head: fields.time(zone), read: (values) => moment(values, 'time') },
    { head: fields.where, read: placeOf },
    { head: fields.application, read: (values) => told(values, 'application') },
    {
      head: fields.outcome,
      read: (values) =>
        signInsWords.outcome(told(values, 'outcome'), told(values, 'status_detail')),
    },
  ],
  audit_event: [
    { head: fields.time(zone), read: (values) => moment(values, 'time') },
    { head: fields.change, read: (values) => told(values, 'detail') || told(values, 'action') },
  ],
  app_grant: [
    { head: fields.application, read: (values) => told(values, 'app_name') },
    { head: fields.lastUsed, read: (values) => moment(values, 'last_used_at') },
    { head: fields.uses, read: (values) => told(values, 'use_count') },
  ],
  account: [
    { head: fields.name, read: (values) => told(values, 'username') },
    { head: fields.state, read: (values) => told(values, 'state') },
  ],
};

const otherColumns: readonly EvidenceColumn[] = [
  { head: fields.name, read: (values) => told(values, 'name') || told(values, 'id') },
];

/** The records of a finding, a table for each kind, oldest first. */
export function evidenceTables(records: readonly EvidenceRecord[]): readonly EvidenceTable[] {
  const kinds = Map.groupBy(records, ({ entity }) => entity);
  return [...kinds].map(([entity, all]) => {
    const columns = columnsByEntity[entity] ?? otherColumns;
    const sorted = all.toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
    return {
      ...{ entity, title: words.entities[entity] ?? entity.replaceAll('_', ' ') },
      heads: columns.map(({ head }) => head),
      rows: sorted.slice(0, mostRows).map(({ id, record }) => ({
        id,
        cells: columns.map(({ read }) => read(record)),
      })),
      more: Math.max(0, all.length - mostRows),
    };
  });
}

function orderOf({ record, id }: EvidenceRecord): string {
  return told(record, 'time') || told(record, 'username') || id;
}

function placeOf(values: Values): string {
  const country = told(values, 'country');
  const parts = [told(values, 'city'), country === '' ? '' : countryName(country)];
  return parts.filter(Boolean).join(', ') || told(values, 'source_ip') || signInsWords.notTold;
}

function moment(values: Values, name: string): string {
  const at = told(values, name);
  return at === '' ? signInsWords.notTold : momentOf(at);
}

function told(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
