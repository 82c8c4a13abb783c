import type { Http } from '@rollcall/core';

import { type Fault, faultOf } from './fault.js';
import { callOptions } from './query.js';
import { isRow, type Row, text } from './row.js';
import { apiRoot } from './version.js';

/** Names of the fields of an object that the integration user may read. One counted request. */
export async function describeFields(
  http: Http,
  object: string,
): Promise<{ readonly fields: readonly string[] } | { readonly fault: Fault }> {
  const response = await http.request({
    url: `${apiRoot}/sobjects/${object}/describe`,
    headers: callOptions,
    purpose: `roles/describe ${object}`,
  });
  const body = response.json();
  if (response.status !== 200) return { fault: faultOf(response.status, body) };
  return { fields: fieldRows(body).flatMap((row) => text(row, 'name') ?? []) };
}

function fieldRows(body: unknown): readonly Row[] {
  const fields = isRow(body) ? body.fields : undefined;
  return Array.isArray(fields) ? fields.filter(isRow) : [];
}
