export { type Database, openDatabase } from '../db/database.js';
export { factTable } from '../db/fact-tables.js';
export { migrate } from '../db/migrate.js';
export { copyValue } from '../runs/copy-text.js';
export { behaviourChecks } from './behaviour/behaviour-checks.js';
export { runBehaviour } from './behaviour/run-behaviour.js';
export type { CheckDescription, FindingDraft, Judgement, Thresholds } from './check.js';
export { setChecks } from './sets/index.js';
