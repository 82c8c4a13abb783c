import { RollcallError } from '@rollcall/core';

/** What part of a list is wanted. */
export interface PageQuery {
  readonly cursor?: string;
  readonly limit?: number;
}

/** A part of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Gives the next part; null at the end. */
  readonly next: string | null;
}

/** The query of lists, as JSON Schema. */
export const pageQuery = {
  cursor: { type: 'string', maxLength: 512, description: 'The `next` of the page before' },
  limit: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
} as const;

/**
 * The part of `items` after the one that the cursor names.
 * @throws `INPUT_INVALID` for a cursor whose item is not there (any more)
 */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  { cursor, limit = 50 }: PageQuery,
): Page<Item> {
  const start = cursor === undefined ? 0 : indexAfter(items, cursor);
  const part = items.slice(start, start + limit);
  const last = part.at(-1);
  const hasMore = start + part.length < items.length;
  return { items: part, next: hasMore && last ? encode(last.id) : null };
}

/**
 * The part of a list that is too long to be at hand: `read` gives items after one of an id.
 * Throws what `read` throws for a cursor whose item is not there (any more).
 */
export async function readPage<Item extends { readonly id: string }>(
  { cursor, limit = 50 }: PageQuery,
  read: (limit: number, after: string | undefined) => Promise<readonly Item[]>,
): Promise<Page<Item>> {
  const found = await read(limit + 1, cursor === undefined ? undefined : decode(cursor));
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encode(last.id) : null };
}

function indexAfter(items: readonly { readonly id: string }[], cursor: string): number {
  const id = decode(cursor);
  const index = items.findIndex((item) => item.id === id);
  if (index >= 0) return index + 1;
  throw new RollcallError('INPUT_INVALID', 'the cursor belongs to no item of this list', {
    hint: 'Begin again without a cursor.',
  });
}

function encode(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

function decode(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('utf8');
}
