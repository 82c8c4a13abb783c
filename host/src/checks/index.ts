export { type Database, openDatabase } from '../db/database.js';
export { factTable } from '../db/fact-tables.js';
export { migrate } from '../db/migrate.js';
export { copyValue } from '../runs/copy-text.js';
export type { CheckDescription, FindingDraft, Severity, Thresholds } from './check.js';
export { setChecks } from './sets/index.js';
