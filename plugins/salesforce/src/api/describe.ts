import type { Http } from '@rollcall/core';

import { type Part, readParts } from './composite.js';
import { type Fault, faultOf } from './fault.js';
import { isRow, type Row, text } from './row.js';
import { apiRoot } from './version.js';

/** The fields of an object, or why they cannot be told. */
export type Description = { readonly fields: readonly string[] } | { readonly fault: Fault };

/**
 * Names of the fields of several objects that the integration user may read, in the order of the
 * objects. One counted request.
 */
export async function describeObjects(
  http: Http,
  objects: readonly string[],
  purpose: string,
): Promise<readonly Description[]> {
  const paths = objects.map((object) => `${apiRoot}/sobjects/${object}/describe`);
  const parts = await readParts(http, paths, purpose);
  return parts.map(descriptionOf);
}

function descriptionOf({ status, body }: Part): Description {
  if (status !== 200) return { fault: faultOf(status, body) };
  return { fields: fieldRows(body).flatMap((row) => text(row, 'name') ?? []) };
}

function fieldRows(body: unknown): readonly Row[] {
  const fields = isRow(body) ? body.fields : undefined;
  return Array.isArray(fields) ? fields.filter(isRow) : [];
}
