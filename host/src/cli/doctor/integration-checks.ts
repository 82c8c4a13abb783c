import type { Host, HostQuota } from '../../host-port.js';
import type { Activity } from '../../runs/activity.js';
import { countOf, localTime, percent } from '../format.js';
import type { DoctorCheck } from './check.js';

/** How the integrations of an open host fare: collections, quotas, deliveries. */
export async function checkIntegrations(host: Host): Promise<readonly DoctorCheck[]> {
  const integrations = await host.integrations.list();
  const activity = await host.runs.activity(integrations);
  return [
    lastCheck(integrations, activity),
    overdueCheck(integrations, activity),
    quotaCheck(await host.quotas()),
    await deliveryCheck(host),
  ];
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly paused: boolean;
}

type Activities = ReadonlyMap<string, Activity>;

/** How the last collection of each ended. */
function lastCheck(integrations: readonly Named[], activity: Activities): DoctorCheck {
  const base = { id: 'integrations', title: 'Integrations' };
  if (integrations.length === 0) {
    return {
      ...{ ...base, status: 'ok', detail: 'none yet' },
      hint: 'Add one with "rollcall integration add PLUGIN", or in the console.',
    };
  }
  const failed = integrations.flatMap(({ id, name }) => {
    const last = activity.get(id)?.last;
    const hasFailed = last?.status === 'failed' || last?.status === 'partial';
    return hasFailed ? [{ name, error: last.error }] : [];
  });
  const paused = integrations.filter((integration) => integration.paused).length;
  const stopped = paused === 0 ? '' : `, ${paused} of them paused by a person`;
  if (failed.length === 0) {
    return {
      ...base,
      status: 'ok',
      detail: `${countOf(integrations.length, 'integration')}${stopped}; the last collections went well`,
    };
  }
  const told = failed.map(({ name, error }) => `${name}: ${error?.message ?? 'failed'}`);
  const hints = new Set(failed.flatMap(({ error }) => error?.hint ?? []));
  return { ...base, status: 'warning', detail: told.join('; '), hint: [...hints].join(' ') };
}

/** Whether everything is collected that should be. */
function overdueCheck(integrations: readonly Named[], activity: Activities): DoctorCheck {
  const stale = integrations.flatMap(({ id, name }) => {
    const since = activity.get(id)?.stale?.since;
    return since === undefined ? [] : [`${name} since ${since.toISOString()}`];
  });
  const base = { id: 'collecting', title: 'Collecting' };
  if (stale.length === 0) return { ...base, status: 'ok', detail: 'nothing is overdue' };
  return {
    ...base,
    status: 'warning',
    detail: `overdue: ${stale.join(', ')}`,
    hint: 'See "rollcall runs", and keep "rollcall start" running: it collects what is due.',
  };
}

/** Whether a provider's quota keeps us from collecting. */
function quotaCheck(quotas: readonly HostQuota[]): DoctorCheck {
  const base = { id: 'quota', title: 'Quota' };
  const paused = quotas.flatMap(({ name, scope, pausedUntil }) =>
    pausedUntil === null ? [] : [`${name} of ${scope} until ${localTime(pausedUntil)}`],
  );
  if (paused.length > 0) {
    return {
      ...{ ...base, status: 'warning', detail: `at the ceiling: ${paused.join('; ')}` },
      hint: 'Collection continues by itself. "rollcall quota" shows the usage, others’ included.',
    };
  }
  const known = quotas.flatMap(({ name, used, limit }) =>
    used === null || limit === null ? [] : [`${name} ${percent(used, limit)}`],
  );
  const detail = known.length === 0 ? 'nothing is known yet' : `used: ${known.join(', ')}`;
  return { ...base, status: 'ok', detail };
}

async function deliveryCheck(host: Host): Promise<DoctorCheck> {
  const base = { id: 'deliveries', title: 'Deliveries' };
  const targets = await host.deliveries.list();
  const failing = targets.filter(({ failedAt }) => failedAt !== undefined);
  if (failing.length === 0) {
    const detail = targets.length === 0 ? 'no targets' : countOf(targets.length, 'target');
    return { ...base, status: 'ok', detail };
  }
  const told = failing.map(({ name, error, waiting }) => `${name}: ${error} (${waiting} waiting)`);
  return {
    ...{ ...base, status: 'warning', detail: told.join('; ') },
    hint: 'Check the address, then try it with "rollcall delivery test NAME".',
  };
}
