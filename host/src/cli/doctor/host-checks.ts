import { type ErrorData, toErrorData } from '@rollcall/core';

import { schemaVersion } from '../../db/migrations/migrations.js';
import type { Host } from '../../host-port.js';
import type { CliBoot } from '../io.js';
import type { DoctorCheck } from './check.js';
import { checkIntegrations } from './integration-checks.js';

const skewWarningMs = 5_000;

/** What an open host tells: database, schema, key, clock, plugins, and how integrations fare. */
export async function checkHost(host: Host): Promise<readonly DoctorCheck[]> {
  const { rows } = await host.database.pool.query<{ version: string; now: Date }>(
    `SELECT current_setting('server_version') AS version, clock_timestamp() AS now`,
  );
  const [row] = rows;
  const skewMs = row ? Math.abs(row.now.getTime() - host.clock.now().getTime()) : 0;
  return [
    { id: 'database', title: 'Database', status: 'ok', detail: `PostgreSQL ${row?.version}` },
    { id: 'schema', title: 'Schema', status: 'ok', detail: `version ${schemaVersion}` },
    { id: 'key', title: 'Master key', status: 'ok', detail: 'fits the database' },
    {
      id: 'clock',
      title: 'Clock',
      status: skewMs > skewWarningMs ? 'warning' : 'ok',
      detail: `${(skewMs / 1000).toFixed(1)} s apart from the database`,
      ...(skewMs > skewWarningMs ? { hint: 'Set the clocks of both machines by NTP.' } : {}),
    },
    await pluginCheck(host),
    ...(await checkIntegrations(host)),
  ];
}

async function pluginCheck(host: Host): Promise<DoctorCheck> {
  const plugins = await host.plugins.list();
  const names = plugins.map(({ manifest }) => `${manifest.id} ${manifest.version}`);
  return plugins.length === 0
    ? {
        id: 'plugins',
        title: 'Plugins',
        status: 'warning',
        detail: 'none found',
        hint: 'Add one with "rollcall plugin add PATH".',
      }
    : { id: 'plugins', title: 'Plugins', status: 'ok', detail: names.join(', ') };
}

const idOfCode: Readonly<Record<string, readonly [id: string, title: string]>> = {
  SCHEMA_MISMATCH: ['schema', 'Schema'],
  KEY_MISMATCH: ['key', 'Master key'],
  HOME_IN_USE: ['home', 'Home'],
  HOME_UNUSABLE: ['home', 'Home'],
};

/** What kept the host from opening. */
export function failedToOpen(error: unknown): { check: DoctorCheck; error: ErrorData } {
  const data = toErrorData(error);
  const [id, title] = idOfCode[data.code] ?? ['database', 'Database'];
  return {
    error: data,
    check: { id, title, status: 'failed', detail: data.message, hint: data.hint },
  };
}

/** How hook processes are fenced in. */
export async function checkHooks(boot: CliBoot): Promise<DoctorCheck> {
  const { level, detail, hint } = await boot.hookLevel();
  return {
    id: 'hooks',
    title: 'Hook processes',
    status: level === 'strong' ? 'ok' : 'warning',
    detail: `${level}: ${detail}`,
    ...(hint === undefined ? {} : { hint }),
  };
}
