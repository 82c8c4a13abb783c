import {
  type Clock,
  type ConnectivityCheck,
  type Http,
  hasCode,
  isRollcallError,
  type TestContext,
} from '@rollcall/core';

import type { Identity } from '../api/identity.js';
import type { SalesforceConfig } from '../config.js';
import { newKnowledge } from '../reading/knowledge.js';
import type { Reading } from '../reading/read-tables.js';
import { checkApiOnlyUser } from './api-only-user.js';
import { checkClock } from './clock.js';
import { checkEdition } from './edition.js';
import { checkManageUsers } from './manage-users.js';
import { checkObjects } from './objects.js';
import { checkOwnRows } from './own-rows.js';
import { checkPrivileges } from './privileges.js';
import { askProbes, type Probes } from './probes.js';
import { checkQuota } from './quota.js';
import { checkSignIns } from './sign-ins.js';
import { checkToken } from './token.js';
import { checkUrl } from './url.js';
import { checkViewSetup } from './view-setup.js';

/** What the checks look at. */
export interface Testing {
  readonly http: Http;
  readonly clock: Clock;
  readonly context: TestContext<SalesforceConfig>;
}

/** Errors that say nothing about the org; the host tells them. */
const notChecks = ['QUOTA_CEILING', 'QUOTA_UNREADABLE', 'RUN_CANCELLED', 'LEASE_LOST'] as const;

const afterUrl = [
  ['token', 'Sign-in'],
  ['api-enabled', 'API access'],
] as const;
const afterToken = [
  ['edition', 'Edition'],
  ['api-only-user', 'API-only user'],
  ['objects', 'Objects'],
  ['sign-ins', 'Sign-ins of all users'],
  ['manage-users', 'All users'],
  ['view-setup', 'View Setup and Configuration'],
  ['privileges', 'No more than needed'],
  ['quota', 'Daily API requests'],
  ['clock', 'Clock'],
] as const;

/** Yields every check, in the order of the setup guide; what cannot be looked at is skipped. */
export async function* testConnectivity(testing: Testing): AsyncGenerator<ConnectivityCheck> {
  const { http, clock, context } = testing;
  const url = await checkUrl(http);
  yield url;
  if (url.status === 'failed') {
    yield* skipped([...afterUrl, ...afterToken], 'The address has to be right first');
    return;
  }
  const token = await checkToken(http);
  yield* token.checks;
  if (token.identity === undefined) {
    const told = new Set(token.checks.map((check) => check.id));
    const left = [...afterUrl.filter(([id]) => !told.has(id)), ...afterToken];
    yield* skipped(left, 'The sign-in has to work first');
    return;
  }
  yield* checksOfOrg(testing, token.identity, {
    http,
    knowledge: newKnowledge(clock.providerNow()),
    signal: context.signal,
  });
}

async function* checksOfOrg(
  testing: Testing,
  identity: Identity,
  reading: Reading,
): AsyncGenerator<ConnectivityCheck> {
  const probes = await probesOf(testing, identity, reading);
  if ('id' in probes) {
    yield probes;
    const left = afterToken.filter(([id]) => id !== probes.id);
    yield* skipped(left, 'The objects have to answer first');
    return;
  }
  yield checkEdition(probes, testing.clock.now());
  yield checkApiOnlyUser(probes);
  yield* checkObjects(probes, testing.context.streams);
  yield* checkOwnRows(probes, testing.context.streams);
  yield checkSignIns(probes);
  yield checkManageUsers(probes);
  yield checkViewSetup(probes);
  yield checkPrivileges(probes);
  yield checkQuota(identity.usage);
  yield checkClock(testing.clock);
}

/** What the org told, or the failed check when it stopped answering. */
async function probesOf(
  testing: Testing,
  identity: Identity,
  reading: Reading,
): Promise<Probes | ConnectivityCheck> {
  try {
    return await askProbes(reading, testing.context.streams, identity.userId);
  } catch (error) {
    if (!isRollcallError(error) || hasCode(error, ...notChecks)) throw error;
    const { message: detail, hint, setupStep } = error;
    const step = setupStep === undefined ? {} : { setupStep };
    return { id: 'objects', title: 'Objects', status: 'failed', detail, hint, ...step };
  }
}

function* skipped(
  checks: readonly (readonly [string, string])[],
  detail: string,
): Generator<ConnectivityCheck> {
  for (const [id, title] of checks) yield { id, title, status: 'skipped', detail };
}
