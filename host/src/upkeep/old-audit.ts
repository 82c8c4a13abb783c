import type { DeletingStep } from './bounded-steps.js';

/** Deletes entries of the audit log from before then, oldest first. */
export function oldAudit(before: Date): DeletingStep {
  return {
    sql: `DELETE FROM rollcall.audit_log WHERE id = ANY(ARRAY(
      SELECT id FROM rollcall.audit_log WHERE at < $1 ORDER BY id LIMIT $2))`,
    parameters: [before],
    rows: 5000,
  };
}
