import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { startNetwork } from './net/network.js';
import type { OrgOptions } from './options.js';
import { type SimulatedOrg, startOrg } from './start-org.js';

const FLAGS = {
  orgs: { type: 'string', default: '1' },
  users: { type: 'string' },
  'sign-ins': { type: 'string' },
  'oauth-tokens': { type: 'string' },
  seed: { type: 'string', default: '1' },
  days: { type: 'string' },
  limit: { type: 'string' },
  port: { type: 'string', default: '0' },
  'admin-port': { type: 'string' },
  'my-domain': { type: 'string' },
  'start-at': { type: 'string' },
  'standing-clock': { type: 'boolean', default: false },
  'state-file': { type: 'string' },
} as const;

const { values } = parseArgs({ options: FLAGS });
const network = await startNetwork({ port: readNumber('port', values.port) });
const orgs: SimulatedOrg[] = [];
const first = readOptions();
for (let n = 0; n < readNumber('orgs', values.orgs); n += 1) {
  const more =
    n === 0 ? {} : { seed: (first.seed ?? 1) + n, controlPort: 0, myDomain: nextDomain(n) };
  orgs.push(await startOrg({ ...first, ...more, network }));
}
announce();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

/** One line for whoever started the process: the first org at the top, all of them in `orgs`. */
function announce(): void {
  const all = orgs.map(({ salesforceUrl, consumerKey, consumerSecret, controlUrl, orgId }) => ({
    salesforceUrl,
    consumerKey,
    consumerSecret,
    controlUrl,
    orgId,
  }));
  const { proxyUrl, caFile } = network;
  const line = `${JSON.stringify({ proxyUrl, caFile, ...all[0], pid: process.pid, orgs: all })}\n`;
  if (values['state-file'] !== undefined) writeFileSync(values['state-file'], line);
  process.stdout.write(line);
}

async function stop(): Promise<void> {
  for (const org of orgs) await org.stop();
  await network.stop();
  process.exit(0);
}

/** A clock that runs from the real time on is what a person at a demo expects. */
function readOptions(): OrgOptions {
  const numbers = {
    users: values.users,
    signIns: values['sign-ins'],
    oauthTokens: values['oauth-tokens'],
    seed: values.seed,
    days: values.days,
    limit: values.limit,
    controlPort: values['admin-port'],
  };
  const given = Object.entries(numbers).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, readNumber(name, text)] as const],
  );
  return {
    ...Object.fromEntries(given),
    ...(values['my-domain'] === undefined ? {} : { myDomain: values['my-domain'] }),
    startAt: values['start-at'] ?? Date.now(),
    running: !values['standing-clock'],
  };
}

function nextDomain(n: number): string {
  const given = values['my-domain'];
  return given === undefined
    ? `acme-${Number(values.seed) + n}`
    : given.replace(/^[^.]+/, `$&-${n + 1}`);
}

function readNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return Number(text);
}
