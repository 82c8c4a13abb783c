import { RollcallError } from '@rollcall/core';

/** Where a page begins: behind the row with these sort values, as texts of the database. */
export type Position = readonly (string | null)[];

/** A position as the text that lists give and take. */
export function encodePosition(position: Position): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/**
 * A position from its text.
 * @param length how many values it has
 * @throws `INPUT_INVALID` when it is none
 */
export function decodePosition(cursor: string, length: number): Position {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isPosition(value, length)) return value;
  } catch {
    // Told below, like every other text that is no cursor.
  }
  throw new RollcallError('INPUT_INVALID', 'the cursor belongs to no row of this list', {
    hint: 'Begin again without a cursor.',
  });
}

function isPosition(value: unknown, length: number): value is Position {
  return (
    Array.isArray(value) &&
    value.length === length &&
    value.every((each) => each === null || typeof each === 'string')
  );
}
