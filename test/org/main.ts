import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { OrgOptions } from './options.js';
import { startOrg } from './start-org.js';

const FLAGS = {
  users: { type: 'string' },
  'sign-ins': { type: 'string' },
  'oauth-tokens': { type: 'string' },
  seed: { type: 'string' },
  days: { type: 'string' },
  limit: { type: 'string' },
  port: { type: 'string' },
  'admin-port': { type: 'string' },
  'my-domain': { type: 'string' },
  'start-at': { type: 'string' },
  'standing-clock': { type: 'boolean' },
  'state-file': { type: 'string' },
} as const;

const { values } = parseArgs({ options: FLAGS });
const org = await startOrg(readOptions());
const { proxyUrl, caFile, salesforceUrl, consumerKey, consumerSecret, controlUrl, orgId } = org;
const line = JSON.stringify({
  proxyUrl,
  caFile,
  salesforceUrl,
  consumerKey,
  consumerSecret,
  controlUrl,
  orgId,
  pid: process.pid,
});
if (values['state-file'] !== undefined) writeFileSync(values['state-file'], `${line}\n`);
process.stdout.write(`${line}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void org.stop().then(() => process.exit(0)));
}

/** A running clock at the real time is what a person at a demo expects. */
function readOptions(): OrgOptions {
  const numbers = {
    users: values.users,
    signIns: values['sign-ins'],
    oauthTokens: values['oauth-tokens'],
    seed: values.seed,
    days: values.days,
    limit: values.limit,
    port: values.port,
    controlPort: values['admin-port'],
  };
  const given = Object.entries(numbers).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, readNumber(name, text)] as const],
  );
  return {
    ...Object.fromEntries(given),
    ...(values['my-domain'] === undefined ? {} : { myDomain: values['my-domain'] }),
    startAt: values['start-at'] ?? Date.now(),
    running: values['standing-clock'] !== true,
  };
}

function readNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return Number(text);
}
