import type { Row } from '../api/row.js';
import { textLiteral } from '../api/soql.js';
import { ask, type Question, type Reply } from '../reading/ask.js';
import type { Reading } from '../reading/read-tables.js';
import { requiredSignInFields, signInStream } from '../streams/sign-ins.js';
import { snapshotStreams } from '../streams/streams.js';
import { heldOf, organizationQuestion, permissionsQuestion } from '../survey.js';
import type { Table } from '../tables/table.js';

const maxProbeRequests = 6;

/** What one look at the org told. */
export interface Probes {
  readonly organization: Row | undefined;
  /** Permissions of the integration user; `undefined` when it may not read them. */
  readonly held: ReadonlySet<string> | undefined;
  /** Permission fields that this org does not know. */
  readonly unknown: readonly string[];
  /** Answers by table key, and `LoginHistory`, `LoginHistoryOfOthers`. */
  readonly replies: ReadonlyMap<string, Reply>;
}

/** Reads one row of every object that the streams need, with three counted requests and at most six. */
export async function askProbes(
  reading: Reading,
  streams: readonly string[],
  collectorId: string | undefined,
): Promise<Probes> {
  const questions = [
    organizationQuestion,
    permissionsQuestion,
    ...(streams.includes(signInStream) ? signInQuestions(collectorId) : []),
    ...tablesOf(streams).map(probeOf),
  ];
  const replies = await ask(reading, questions, {
    purpose: 'test',
    maxRequests: maxProbeRequests,
  });
  const organization = replies.get(organizationQuestion.key);
  return {
    organization:
      organization !== undefined && 'rows' in organization ? organization.rows[0] : undefined,
    held: heldOf(replies),
    unknown: reading.knowledge.absent.get(permissionsQuestion.key) ?? [],
    replies,
  };
}

/** Every table that the streams are made of or refer to, once. */
export function tablesOf(streams: readonly string[]): readonly Table[] {
  const tables = new Map<string, Table>();
  for (const stream of snapshotStreams.filter((entry) => streams.includes(entry.name))) {
    const used = [...stream.sources.map((source) => source.table), ...stream.needs, ...stream.uses];
    for (const table of used) tables.set(table.key, table);
  }
  return [...tables.values()];
}

function probeOf(table: Table): Question {
  return { key: table.key, object: table.object, fields: table.required, limit: 1 };
}

function signInQuestions(collectorId: string | undefined): readonly Question[] {
  const probe = { object: 'LoginHistory', fields: requiredSignInFields, limit: 1 };
  if (collectorId === undefined) return [{ ...probe, key: 'LoginHistory' }];
  const where = [`UserId != ${textLiteral(collectorId)}`];
  return [
    { ...probe, key: 'LoginHistory' },
    { ...probe, key: 'LoginHistoryOfOthers', where },
  ];
}
