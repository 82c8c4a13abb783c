import type { OrgData } from '../data/org-data.js';
import type { Table } from '../data/table.js';
import type { Permission } from '../permissions.js';
import { findObject } from '../schema/catalogue.js';
import type { Field } from '../schema/field.js';
import type { ObjectSchema } from '../schema/object.js';

/** Who asks, when, and of which API version. */
export interface Caller {
  readonly userId: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly apiVersion: number;
  readonly now: number;
  /** Whether users see each other without View All Users. */
  readonly isUserSharingPrivate: boolean;
}

/** What one caller may see of an org's data. */
export class View {
  constructor(
    readonly data: OrgData,
    readonly caller: Caller,
  ) {}

  /** The object, when the caller may read it. No permission and no such object look alike. */
  object(name: string): ObjectSchema | undefined {
    const schema = findObject(name);
    if (schema === undefined || schema.since > this.caller.apiVersion) return undefined;
    return this.#hasAny(schema.needs) ? schema : undefined;
  }

  /** The field, when the caller may read it. */
  field(schema: ObjectSchema, name: string): Field | undefined {
    const field = schema.field(name);
    return field !== undefined && this.isVisible(field) ? field : undefined;
  }

  isVisible(field: Field): boolean {
    return field.since <= this.caller.apiVersion && this.#hasAny(field.needs);
  }

  table(schema: ObjectSchema): Table {
    return this.data.table(schema.name);
  }

  /** Tells which rows the caller sees; undefined when that is all of them. */
  rowFilter(schema: ObjectSchema): ((slot: number) => boolean) | undefined {
    const own =
      schema.name === 'User' && this.caller.isUserSharingPrivate ? PRIVATE_USERS : schema.own;
    if (own === undefined || this.#hasAny(own.unless)) return undefined;
    const owner = this.table(schema).reader(own.field);
    return (slot) => owner(slot) === this.caller.userId;
  }

  #hasAny(needs: readonly Permission[]): boolean {
    return needs.length === 0 || needs.some((name) => this.caller.permissions.has(name));
  }
}

const PRIVATE_USERS = { field: 'Id', unless: ['ViewAllUsers', 'ManageUsers'] } as const;
