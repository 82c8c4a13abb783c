import { deviceOf } from '../events/device.js';
import type { AuditEvent, FactorEvent, SignInEvent } from '../events/event.js';
import { failureReasonOf } from '../events/failure-reason.js';
import { parseSource, type Source } from '../events/source.js';

/** A row of a page: its columns in the order of the query. Times are epoch milliseconds. */
export type Row = readonly (string | number | null)[];

/** Columns of a sign-in, in the order that `signInReader` reads. */
export const signInColumns = `"account_id", "outcome", "status_detail", "method", "channel",
  "source_ip", "country", "city", "latitude", "longitude", "browser", "platform"`;

/** Columns of a factor event, in the order that `factorEventOf` reads. */
export const factorColumns = '"account_id", "outcome", "method", "sign_in_id"';

/** Columns of an audit event, in the order that `auditEventOf` reads. */
export const auditColumns = '"target_id", "action"';

/** Reads rows of sign-ins; addresses and devices that come again are parsed once. */
export function signInReader(): (row: Row) => SignInEvent {
  const sourceOf = remembering((ip: string): Source | undefined => parseSource(ip));
  const reasonOf = remembering((detail: string) => failureReasonOf(detail));
  const familyOf = remembering((key: string) => {
    const [browser, platform] = key.split('\n');
    return deviceOf(browser, platform);
  });
  return (row) => {
    const succeeded = row[3] === 'success';
    const ip = text(row[7]);
    const latitude = decimal(row[10]);
    const longitude = decimal(row[11]);
    const hasPlace = latitude !== undefined && longitude !== undefined;
    return {
      type: 'sign-in',
      at: Number(row[0]),
      id: String(row[1]),
      account: text(row[2]),
      succeeded,
      failure: succeeded ? undefined : reasonOf(text(row[4]) ?? ''),
      method: text(row[5]),
      channel: text(row[6]),
      source: ip === undefined ? undefined : sourceOf(ip),
      country: text(row[8]),
      city: text(row[9]),
      latitude: hasPlace ? latitude : undefined,
      longitude: hasPlace ? longitude : undefined,
      device: familyOf(`${row[12] ?? ''}\n${row[13] ?? ''}`),
    };
  };
}

/** The event of a row of factor events. */
export function factorEventOf(row: Row): FactorEvent {
  return {
    type: 'factor',
    at: Number(row[0]),
    id: String(row[1]),
    account: text(row[2]),
    outcome: text(row[3]),
    method: text(row[4]),
    signIn: text(row[5]),
  };
}

/** The event of a row of audit events. */
export function auditEventOf(row: Row): AuditEvent {
  return {
    type: 'audit',
    at: Number(row[0]),
    id: String(row[1]),
    target: text(row[2]),
    action: text(row[3]) ?? '',
  };
}

function text(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined || value === '' ? undefined : String(value);
}

function decimal(value: string | number | null | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/** The same function with a bounded memory. */
function remembering<V>(compute: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    if (known.size === 100_000) known.clear();
    const computed = compute(key);
    known.set(key, computed);
    return computed;
  };
}
