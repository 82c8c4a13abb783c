import type { JsonObject } from '../json-shape.js';
import type { Report } from '../manifest-fault.js';

/**
 * Reports what the schema of manifests cannot say. The manifest may still break the schema: a rule
 * passes over values of another shape, which the schema reports.
 */
export type Rule = (manifest: JsonObject, report: Report) => void;
