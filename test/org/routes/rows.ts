import { ApiError, notFound } from '../api-error.js';
import { isId } from '../ids.js';
import { json, type Reply } from '../net/reply.js';
import { evaluate } from '../soql/evaluate.js';
import { parseQuery } from '../soql/parser.js';
import type { DataCall } from './data-call.js';

/** `GET /sobjects/<name>/<id>?fields=`: one row. */
export function retrieveRow({ view, parts, request }: DataCall): Reply {
  const [name = '', id = ''] = parts;
  const schema = view.object(name);
  if (schema === undefined) throw notFound();
  if (!isId(id)) {
    throw notFound(`Provided external ID field does not exist or is not accessible: ${id}`);
  }
  if (!id.startsWith(schema.prefix)) {
    throw new ApiError(
      400,
      'MALFORMED_ID',
      `${schema.label} ID: id value of incorrect type: ${id}`,
    );
  }
  const visible = schema.fields.filter((field) => view.isVisible(field));
  const fields = request.params.get('fields') ?? visible.map((field) => field.name).join(',');
  const result = evaluate(
    parseQuery(`SELECT ${fields} FROM ${schema.name} WHERE Id = '${id}'`),
    view,
  );
  const slot = result.kind === 'rows' ? result.slots[0] : undefined;
  if (result.kind !== 'rows' || slot === undefined) {
    throw notFound(`Provided external ID field does not exist or is not accessible: ${id}`);
  }
  return json(result.projected.record(slot));
}

/** `GET /sobjects/<name>`: what the object is, and no recent rows. */
export function objectInfo({ view, parts }: DataCall): Reply {
  const schema = view.object(parts[0] ?? '');
  if (schema === undefined) throw notFound();
  const { name, label, prefix } = schema;
  return json({ objectDescribe: { name, label, keyPrefix: prefix }, recentItems: [] });
}
