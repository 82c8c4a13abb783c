import type { Table } from '../tables/table.js';

/**
 * Whether the permissions held prove that every row of the table was visible. Rows that are hidden
 * are silently absent, so that nothing but the permission proves it.
 */
export function seesAllRows(table: Table, held: ReadonlySet<string> | undefined): boolean {
  if (table.allRowsBy.length === 0) return true;
  if (held === undefined) return false;
  return table.allRowsBy.some((proof) =>
    typeof proof === 'string' ? held.has(proof) : proof.every((name) => held.has(name)),
  );
}

/** Where to tick a permission, or one of several. */
export function permissionHint(permissions: readonly string[]): string {
  const boxes = permissions.map((label) => `“${label}”`).join(' or ');
  return `Open Setup → Users → Permission Sets → the integration user’s set → System Permissions → Edit, and tick ${boxes}. Then test again.`;
}
