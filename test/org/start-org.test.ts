import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type SimulatedOrg, startOrg } from './start-org.js';
import { ProxyClient, type WireReply } from './testing/proxy-client.js';

let org: SimulatedOrg;
let client: ProxyClient;

beforeAll(async () => {
  org = await startOrg({ users: 300, signIns: 20_000 });
  client = new ProxyClient(org.proxyUrl, org.caPem);
});

afterAll(async () => {
  client.close();
  await org.stop();
});

async function get(path: string, headers: Record<string, string> = {}): Promise<WireReply> {
  const { consumerKey, consumerSecret } = org;
  const form = {
    grant_type: 'client_credentials',
    client_id: consumerKey,
    client_secret: consumerSecret,
  };
  const body = new URLSearchParams(form).toString();
  const token = await client.send(`${org.salesforceUrl}/services/oauth2/token`, {
    method: 'POST',
    body,
  });
  const { access_token } = JSON.parse(token.body) as { access_token: string };
  return client.send(org.salesforceUrl + path, {
    headers: { Authorization: `Bearer ${access_token}`, ...headers },
  });
}

const LIMITS = '/services/data/v66.0/limits';

describe('the network', () => {
  it('lets an unmodified jsforce read every user and sign-in once', async () => {
    const script = join(import.meta.dirname, 'testing', 'jsforce-client.ts');
    const env = {
      LOGIN_URL: org.salesforceUrl,
      CLIENT_ID: org.consumerKey,
      CLIENT_SECRET: org.consumerSecret,
      PROXY_URL: org.proxyUrl,
      NODE_EXTRA_CA_CERTS: org.caFile,
    };

    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env,
      maxBuffer: 1e8,
    });

    const read = JSON.parse(stdout) as { users: string[]; signIns: string[]; fields: number };
    expect(read.users).toHaveLength(300);
    expect(new Set(read.users)).toEqual(org.truth.ids('User'));
    expect(read.signIns).toHaveLength(20_001);
    expect(new Set(read.signIns)).toEqual(org.truth.ids('LoginHistory'));
    expect(read.fields).toBeGreaterThan(70);
  }, 180_000);

  it('answers for no host it does not know, and remembers who asked', async () => {
    await expect(client.send('https://example.com/')).rejects.toThrow();

    expect(org.network.connects).toContainEqual({ host: 'example.com', port: 443, status: 502 });
  });

  it('shows a page for a My Domain that does not exist', async () => {
    const reply = await client.send('https://nobody.my.salesforce.com/services/data/');

    expect(reply.status).toBe(404);
    expect(reply.headers['content-type']).toContain('text/html');
  });

  it('asks for proxy credentials when it has some', async () => {
    const guarded = await startOrg({ proxyCredentials: 'us:er' });
    const open = new ProxyClient(guarded.proxyUrl.replace('us:er@', ''), guarded.caPem);

    await expect(open.send(guarded.salesforceUrl)).rejects.toThrow();

    expect(guarded.network.connects).toMatchObject([{ status: 407 }]);
    open.close();
    await guarded.stop();
  });
});

describe('faults', () => {
  it.each(['reset', 'reset-mid-body'] as const)('break the connection: %s', async (kind) => {
    org.faults.add({ kind, match: { path: '/limits' } });

    await expect(get(LIMITS)).rejects.toThrow();
    expect((await get(LIMITS)).status).toBe(200);
  });

  it('strike as often as asked, after as many as asked', async () => {
    org.faults.add({ kind: 'server-error', skip: 1, times: 2, match: { path: '/limits' } });

    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await get(LIMITS)).status);

    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('hold an answer back until they are released', async () => {
    const id = org.faults.add({ kind: 'hold', match: { path: '/limits' } });
    let isAnswered = false;
    const held = get(LIMITS).then((reply) => {
      isAnswered = true;
      return reply;
    });
    await get('/services/data/v66.0/sobjects');

    expect(isAnswered).toBe(false);
    org.faults.release(id);
    expect((await held).status).toBe(200);
  });

  it('spoil headers and bodies', async () => {
    org.faults.add({ kind: 'limit-header', form: 'absent', match: { path: '/limits' } });
    org.faults.add({ kind: 'date-skew', ms: 3_600_000, match: { path: '/limits' } });
    org.faults.add({ kind: 'corrupt-json', match: { path: '/limits' } });

    const reply = await get(LIMITS);

    expect(reply.headers).not.toHaveProperty('sforce-limit-info');
    expect(Date.parse(String(reply.headers.date))).toBe(org.clock.now() + 3_600_000);
    expect(() => JSON.parse(reply.body)).toThrow();
  });
});

describe('the control endpoint', () => {
  it('drives the org from outside', async () => {
    const post = async (path: string, body: unknown): Promise<unknown> => {
      const reply = await fetch(org.controlUrl + path, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return reply.json();
    };
    const before = org.truth.count('LoginHistory');
    const { id } = (await post('/rows/User', { LastName: 'Outside' })) as { id: string };
    await post('/sign-ins', [{ userId: id, time: '2026-10-01T00:00:00Z' }]);
    await post('/usage', { limit: 50, used: 12 });
    await post('/faults', { kind: 'html-503', match: { path: '/limits' } });

    expect((await get(LIMITS)).status).toBe(503);
    expect((await get(LIMITS)).headers['sforce-limit-info']).toBe('api-usage=13/50');
    expect(org.truth.count('LoginHistory')).toBe(before + 3);
    const log = (await (await fetch(`${org.controlUrl}/requests`)).json()) as {
      faults: string[];
    }[];
    expect(log.at(-3)?.faults).toEqual(['html-503']);
  });
});
