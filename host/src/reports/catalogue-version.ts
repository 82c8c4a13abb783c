import { createHash } from 'node:crypto';

import { catalogue } from '../checks/catalogue.js';

/** Names the catalogue of checks: the number of checks, and a digest of their ids and versions. */
export function catalogueVersion(): string {
  const checks = catalogue.map(({ id, version }) => `${id}@${version}`).sort();
  const digest = createHash('sha256').update(checks.join('\n')).digest('hex').slice(0, 12);
  return `${checks.length} checks, ${digest}`;
}
