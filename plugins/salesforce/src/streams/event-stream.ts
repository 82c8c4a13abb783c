import type { EntityRecord } from '@rollcall/core';

import type { Row } from '../api/row.js';

/** A stream of an object that only grows, read by its time. */
export interface EventStream {
  /** Name in the manifest. */
  readonly name: string;
  /** API name of the object. */
  readonly object: string;
  /** What its rows are, for people, in the plural. */
  readonly label: string;
  /** The field that orders its rows; filterable, sortable and never changed. */
  readonly timeField: string;
  /** The field that names whose row it is, where only the own rows may be visible. */
  readonly ownerField: string | undefined;
  /** Fields that the plugin cannot do without; `Id` and the time are among them. */
  readonly required: readonly string[];
  /** Fields that are left out where the user may not see them. */
  readonly optional: readonly string[];
  /** The boxes of which each shows every row. */
  readonly permission: readonly string[];
  /** Permissions (API names without `Permissions`) that each prove that every row is visible. */
  readonly allRowsBy: readonly string[];
  /** The record of a row. Pure. */
  readonly map: (row: Row, collectorId: string | undefined) => EntityRecord;
}
