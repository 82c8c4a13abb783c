import type { Http } from '@rollcall/core';

import { type Fault, faultOf } from './fault.js';
import { callOptions } from './query.js';
import { flag, isRow, text } from './row.js';
import { apiRoot } from './version.js';

/** Names of the objects that the integration user may query. One counted request. */
export async function readableObjects(
  http: Http,
  purpose: string,
): Promise<ReadonlySet<string> | { readonly fault: Fault }> {
  const response = await http.request({
    url: `${apiRoot}/sobjects`,
    headers: callOptions,
    purpose,
  });
  const body = response.json();
  const list = isRow(body) ? body.sobjects : undefined;
  if (response.status !== 200 || !Array.isArray(list)) {
    return { fault: faultOf(response.status, body) };
  }
  const queryable = list.filter(isRow).filter((row) => flag(row, 'queryable') !== false);
  return new Set(queryable.flatMap((row) => text(row, 'name') ?? []));
}
