import type { CheckListing } from '../checks/check-service.js';

/** A check and its results as CLI and API have them. */
export function checkView({ check, results }: CheckListing): Record<string, unknown> {
  return {
    id: check.id,
    version: check.version,
    title: check.title,
    question: check.question,
    category: check.category,
    entities: check.entities,
    fields: check.fields,
    severityRule: check.severityRule,
    explanation: check.explanation,
    remediation: check.remediation,
    references: check.references,
    thresholds: check.thresholds,
    results: results.map((result) => ({
      integrationId: result.integrationId,
      version: result.version,
      status: result.status,
      reason: result.reason ?? null,
      findings: result.status === 'unavailable' ? null : result.findings,
      checkedAt: result.checkedAt.toISOString(),
    })),
  };
}
