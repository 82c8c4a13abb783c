import { type EntityName, entities } from '@rollcall/core';
import type { PoolClient } from 'pg';

import type { Evidence } from '../checks/check.js';
import { factTable } from '../db/fact-tables.js';

/** What of a fact row is the host's own book-keeping. */
const ownColumns = "'{integration_id,stream,pass,content_hash}'";

/**
 * Copies the records that findings rest on: facts are deleted when their time is over, evidence is not.
 * What was copied before is kept as it was.
 */
export async function copyEvidence(
  client: PoolClient,
  integrationId: string,
  findings: readonly { readonly id: string; readonly evidence: Evidence }[],
): Promise<void> {
  const byEntity = new Map<EntityName, { findings: string[]; records: string[] }>();
  for (const { id, evidence } of findings) {
    for (const { entity, id: recordId } of recordsOf(evidence)) {
      const wanted = byEntity.get(entity) ?? { findings: [], records: [] };
      wanted.findings.push(id);
      wanted.records.push(recordId);
      byEntity.set(entity, wanted);
    }
  }
  for (const [entity, wanted] of byEntity) {
    await client.query(
      `INSERT INTO rollcall.finding_record (finding_id, entity, id, record)
       SELECT w.finding_id, $4, t.id, (to_jsonb(t) - ${ownColumns}::text[])::json
       FROM unnest($1::text[], $2::text[]) AS w (finding_id, id)
       JOIN ${factTable(entity).table} t ON t.integration_id = $3 AND t.id = w.id
       ON CONFLICT DO NOTHING`,
      [wanted.findings, wanted.records, integrationId, entity],
    );
  }
}

function recordsOf(evidence: Evidence): readonly { entity: EntityName; id: string }[] {
  const of = (entity: EntityName, ids: readonly string[] = []) => ids.map((id) => ({ entity, id }));
  return [
    ...of('sign_in', evidence.signInIds),
    ...of('audit_event', evidence.auditEventIds),
    ...of('app_grant', evidence.tokenIds),
    ...(evidence.records ?? []).filter(({ entity }) => entity in entities),
  ];
}
