import { isPermission, type Permission } from '../permissions.js';

/** What a cell holds. Datetimes are epoch milliseconds, dates are `YYYY-MM-DD`. */
export type Value = string | number | boolean | null;

/** A describe type. */
type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'reference'
  | 'boolean'
  | 'int'
  | 'double'
  | 'date'
  | 'datetime'
  | 'phone'
  | 'email'
  | 'url'
  | 'base64'
  | 'address';

/** One field of an object, as describe shows it. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly length: number;
  readonly nillable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly likeable: boolean;
  readonly referenceTo: readonly string[];
  readonly relationship: string | undefined;
  /** Any one of these makes the field visible; none means everybody sees it. */
  readonly needs: readonly Permission[];
  /** First API version that shows the field. */
  readonly since: number;
}

const FIELD = /^(\w+) (\w+)(?:\((\d+)[\d,]*\))?(\*?)(.*)$/;

/**
 * Reads a list of fields, one a line: `Name type(length)`, then `*` when it may be null, then any
 * of `> Target,Target as Relationship`, `-f` `-s` `-g` `-like` (not filterable, sortable,
 * groupable, no LIKE), `needs A|B` and `since 61`.
 */
export function readFields(text: string): readonly Field[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map(readField);
}

/** The value of a cell nobody filled in. */
export function emptyValue(field: Field): Value {
  if (field.type === 'boolean') return false;
  if (field.nillable) return null;
  return field.type === 'int' || field.type === 'double' ? 0 : '';
}

function readField(line: string): Field {
  const [, name, type, length, star, rest = ''] = FIELD.exec(line) ?? [];
  if (name === undefined || !isFieldType(type)) throw new Error(`not a field: ${line}`);
  const [, targets, relationship] = / > ([\w,]+)(?: as (\w+))?/.exec(rest) ?? [];
  const [, needs] = / needs ([\w|]+)/.exec(rest) ?? [];
  const [, since] = / since (\d+)/.exec(rest) ?? [];
  return {
    name,
    type,
    length: length === undefined ? 0 : Number(length),
    nillable: star === '*',
    filterable: !rest.includes(' -f') && type !== 'base64' && type !== 'address',
    sortable: !rest.includes(' -s') && type !== 'textarea',
    groupable: !rest.includes(' -g') && type !== 'datetime' && type !== 'textarea',
    likeable: !rest.includes(' -like'),
    referenceTo: targets?.split(',') ?? [],
    relationship,
    needs: (needs?.split('|') ?? []).map(readPermission),
    since: since === undefined ? 0 : Number(since),
  };
}

function readPermission(name: string): Permission {
  if (!isPermission(name)) throw new Error(`not a permission: ${name}`);
  return name;
}

function isFieldType(text: string | undefined): text is FieldType {
  return text !== undefined && TYPES.has(text);
}

const TYPES = new Set<string>([
  'id',
  'string',
  'textarea',
  'picklist',
  'reference',
  'boolean',
  'int',
  'double',
  'date',
  'datetime',
  'phone',
  'email',
  'url',
  'base64',
  'address',
]);
