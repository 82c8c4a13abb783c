import { errorOf } from '../api/error-map.js';
import { type Fault, isUnreadable } from '../api/fault.js';
import type { Table } from '../tables/table.js';
import type { Problem } from './stream-pass.js';
import { permissionHint } from './visibility.js';

/** Why a table could not be read, and which box to tick. */
export function problemOf(table: Table, fault: Fault): Problem {
  if (isUnreadable(fault)) {
    return {
      table,
      reason: `The integration user may not read ${table.label} (${table.object}: ${fault.errorCode})`,
      hint: permissionHint(table.permission),
    };
  }
  const error = errorOf(fault, table.object);
  return { table, reason: error.message, hint: error.hint, error };
}
