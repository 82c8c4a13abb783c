import type { Permission } from '../permissions.js';
import { type Field, readFields } from './field.js';

/** One object of the org and who may read it. */
export interface ObjectSchema {
  readonly name: string;
  readonly label: string;
  readonly prefix: string;
  readonly fields: readonly Field[];
  /** Any one of these makes the object readable; none means everybody reads it. */
  readonly needs: readonly Permission[];
  /** Whose rows a user sees who lacks all of `unless`. */
  readonly own: { readonly field: string; readonly unless: readonly Permission[] } | undefined;
  /** Objects that hand out small pages and stop early, whatever they hold. */
  readonly cap: { readonly page: number; readonly total: number } | undefined;
  readonly bulk: boolean;
  /** Whether COUNT(field) and other aggregates work; COUNT() always does. */
  readonly aggregates: boolean;
  readonly since: number;
  /** The field by name, without regard to case. */
  field(name: string): Field | undefined;
  /** The reference field behind a relationship name. */
  relationship(name: string): Field | undefined;
}

/** What a definition states; everything else has the usual value. */
export interface ObjectDefinition {
  readonly name: string;
  readonly prefix: string;
  readonly fields: string;
  readonly label?: string;
  readonly needs?: readonly Permission[];
  readonly own?: { readonly field: string; readonly unless: readonly Permission[] };
  readonly cap?: { readonly page: number; readonly total: number };
  readonly bulk?: boolean;
  readonly aggregates?: boolean;
  readonly since?: number;
}

/** Builds the schema of an object from its definition. */
export function defineObject(definition: ObjectDefinition): ObjectSchema {
  const fields = readFields(definition.fields);
  const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  const byRelationship = new Map(
    fields.map((field) => [field.relationship?.toLowerCase() ?? '', field]),
  );
  byRelationship.delete('');
  return {
    name: definition.name,
    label: definition.label ?? definition.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    prefix: definition.prefix,
    fields,
    needs: definition.needs ?? [],
    own: definition.own,
    cap: definition.cap,
    bulk: definition.bulk ?? true,
    aggregates: definition.aggregates ?? true,
    since: definition.since ?? 0,
    field: (name) => byName.get(name.toLowerCase()),
    relationship: (name) => byRelationship.get(name.toLowerCase()),
  };
}

/** The fields nearly every object ends with. */
export const SYSTEM_FIELDS = `
  CreatedDate datetime
  CreatedById reference(18)* > User as CreatedBy
  LastModifiedDate datetime
  LastModifiedById reference(18)* > User as LastModifiedBy
  SystemModstamp datetime`;
