import type { ConnectivityCheck } from '@rollcall/core';
import { errorOf } from '../api/error-map.js';
import { isUnreadable } from '../api/fault.js';
import { permissionHint } from '../snapshot/visibility.js';
import { eventStreams, snapshotStreams } from '../streams/streams.js';
import { userTable } from '../tables/tables.js';
import { type Probes, probedBy } from './probes.js';

/** Whether each stream’s objects can be read: one check over all, and one more for each that cannot. */
export function* checkObjects(
  probes: Probes,
  streams: readonly string[],
): Generator<ConnectivityCheck> {
  const unreadable = [...faultyTables(probes, streams)];
  const objects = { id: 'objects', title: 'Objects' } as const;
  if (unreadable.length === 0) {
    yield { ...objects, status: 'passed', detail: 'Every object of the streams can be read' };
    return;
  }
  const names = unreadable.map((entry) => entry.object).join(', ');
  yield {
    ...objects,
    status: unreadable.some((entry) => entry.object === userTable.object) ? 'failed' : 'warning',
    detail: `Cannot be read: ${names}`,
    hint: permissionHint(unreadable[0]?.permission ?? []),
    setupStep: 'permission-set',
  };
  for (const entry of unreadable) yield entry.check;
}

interface Unreadable {
  readonly object: string;
  readonly permission: readonly string[];
  readonly check: ConnectivityCheck;
}

function* faultyTables(probes: Probes, streams: readonly string[]): Generator<Unreadable> {
  for (const table of probedBy(streams)) {
    const reply = probes.replies.get(table.key);
    if (reply === undefined || !('fault' in reply)) continue;
    const error = errorOf(reply.fault, table.object);
    const refused = isUnreadable(reply.fault);
    const told = refused
      ? `The integration user may not read ${table.label} (${table.object})`
      : error.message;
    yield {
      object: table.object,
      permission: table.permission,
      check: {
        id: `object-${kebab(table.key)}`,
        title: `Reading ${table.label}`,
        status: table.object === userTable.object ? 'failed' : 'warning',
        detail: `${told}; left out: ${leftOut(table.key)}`,
        hint: refused ? permissionHint(table.permission) : error.hint,
        setupStep: 'permission-set',
      },
    };
  }
}

/** The streams that would be incomplete without a table, or what of others would. */
function leftOut(key: string): string {
  const detail = details[key];
  if (detail !== undefined) return detail;
  const event = eventStreams.find((stream) => stream.object === key);
  if (event !== undefined) return event.name;
  const streams = snapshotStreams.filter((stream) =>
    [...stream.sources.map((source) => source.table), ...stream.needs].some(
      (table) => table.key === key,
    ),
  );
  return streams.map((stream) => stream.name).join(', ') || 'details of accounts';
}

/** What tables tell that no stream is made of. */
const details: Readonly<Record<string, string>> = {
  UserLogin: 'whether accounts are frozen or locked',
  ApiOnly: 'which accounts are for the API alone',
};

function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
