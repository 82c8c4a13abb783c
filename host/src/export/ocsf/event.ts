import type { EntityName } from '@rollcall/core';

import { isObject } from '../../plugins/json-shape.js';

/** The version of the Open Cybersecurity Schema Framework that events are written in. */
const ocsfVersion = '1.5.0';

/** A class of events: its id and that of its category. */
export interface OcsfClass {
  readonly name: string;
  readonly uid: number;
  readonly category: number;
}

/** What every query of a source gives besides its own. */
export interface CommonRow {
  readonly integration_id: string;
  readonly tenant_id: string | null;
  /** Name of the provider's product, as its plugin says. */
  readonly product: string;
  /** Rollcall's version, set by the export. */
  readonly version: string;
}

/** Where the events of one file come from. */
export interface OcsfSource {
  /** Name of the file, without its ending. */
  readonly file: string;
  /** The entity that it is made of; findings are none. */
  readonly entity: EntityName | 'finding';
  /** SQL that gives one row an event or more. `conditions` are those of the export, on the alias `f`. */
  query(conditions: string): string;
  /** The events of a row, each valid against its class. */
  events(row: string, version: string): readonly object[];
}

/** What an event says besides its class's own fields. */
export interface EventHead {
  readonly activity: number;
  /** Instant, in ISO 8601. */
  readonly time: string;
  /** 1 informational, 2 low, 3 medium, 4 high, 5 critical. */
  readonly severity: number;
  /** The record's id at the provider: the same event has the same. */
  readonly uid: string;
  /** What kind of record it was. */
  readonly logName: string;
  readonly eventCode?: string | null | undefined;
  readonly correlationUid?: string | null | undefined;
}

/** An event of a class, without what is not known. */
export function event(
  kind: OcsfClass,
  row: CommonRow,
  head: EventHead,
  own: Readonly<Record<string, unknown>>,
): object {
  const { activity, time, severity, uid, logName, eventCode, correlationUid } = head;
  return known({
    class_uid: kind.uid,
    class_name: kind.name,
    category_uid: kind.category,
    activity_id: activity,
    type_uid: kind.uid * 100 + activity,
    severity_id: severity,
    time: Date.parse(time),
    metadata: {
      version: ocsfVersion,
      product: { name: 'Rollcall', vendor_name: 'Rollcall', version: row.version },
      uid,
      log_name: logName,
      log_provider: row.product,
      tenant_uid: row.tenant_id,
      event_code: eventCode,
      correlation_uid: correlationUid,
      original_time: time,
    },
    ...own,
  });
}

/** An account as a user; what nobody knows is named so, for a user needs a name or an id. */
export function userOf(
  uid: string | null,
  name: string | null,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return { uid, name: name ?? (uid === null ? 'unknown' : null), ...more };
}

/** Without nulls, empty texts, empty lists and objects that nothing is left of. */
function known(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(value).flatMap(([field, each]): [string, unknown][] => {
    const clean = isObject(each) ? known(each) : each;
    return isNothing(clean) ? [] : [[field, clean]];
  });
  return Object.fromEntries(kept);
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** SQL for what every row has, where `f` is the fact and `i` its integration. */
export const commonColumns = `f.integration_id, i.tenant_id, coalesce(p.manifest ->> 'name', i.plugin_id) AS product`;

/** SQL that joins a fact `f` with its integration and plugin. */
export const commonJoins = `JOIN rollcall.integration i ON i.id = f.integration_id
  LEFT JOIN rollcall.plugin p ON p.digest = i.plugin_digest`;

/** SQL that joins the account of a column as `alias`. */
export function accountJoin(column: string, alias = 'a'): string {
  return `LEFT JOIN facts.accounts ${alias} ON ${alias}.integration_id = f.integration_id AND ${alias}.id = ${column}`;
}
