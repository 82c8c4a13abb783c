import { randomBytes } from 'node:crypto';
import { readFile, symlink } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { MemoryClock } from '@rollcall/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { FindingDraft } from '../checks/check.js';
import {
  addTestIntegration,
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../db/testing/temporary-database.js';
import { inTransaction } from '../db/transaction.js';
import { applyFound } from '../findings/apply.js';
import { openMasterKey } from '../secrets/key.js';
import { Vault } from '../secrets/vault.js';
import { signatureOf, WebhookSender } from './send-webhook.js';
import { DeliveryService } from './service.js';
import { DeliveryTargets } from './targets.js';

interface Received {
  readonly key: string;
  readonly type: string;
  readonly finding: string;
  readonly isSigned: boolean;
}

const secret = 'a secret to sign with';
const go = new AbortController().signal;
let database: TemporaryDatabase;
let masterKey: Buffer;
let vault: Vault;
let clock: MemoryClock;
let service: DeliveryService;
let sender: WebhookSender;
let receiver: Server;
let address = '';
let received: Received[] = [];
/** Statuses of the next answers; 200 when there are none left. */
let statuses: number[] = [];

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
  const { db, home } = database;
  masterKey = await openMasterKey(db, { given: undefined, home, mayGenerate: true });
  receiver = createServer(async (request, response) => {
    const body = await text(request);
    const stamp = Number(request.headers['x-rollcall-timestamp']);
    const { type, finding } = JSON.parse(body);
    received.push({
      key: String(request.headers['idempotency-key']),
      type,
      finding: finding?.title,
      isSigned:
        request.headers['x-rollcall-signature'] === `sha256=${signatureOf(secret, stamp, body)}`,
    });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  sender = new WebhookSender({});
});

afterAll(async () => {
  await sender.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await database.close();
});

beforeEach(async () => {
  received = [];
  statuses = [];
  clock = new MemoryClock();
  await database.pool.query('TRUNCATE rollcall.integration, rollcall.delivery_target CASCADE');
  await addTestIntegration(database, 'i1');
  vault = new Vault({ db: database.db, masterKey, clock });
  let serial = 0;
  service = new DeliveryService({
    pool: database.pool,
    clock,
    targets: new DeliveryTargets(database.db, vault),
    webhooks: sender,
    newId: () => `d${++serial}`,
    newSecret: () => 'made',
    giveUpAfterMs: 24 * 3_600_000,
    log: { warn: () => undefined },
  });
});

const addWebhook = (minSeverity: 'info' | 'high' = 'info') =>
  service.add({ name: 'chat', kind: 'webhook', address, minSeverity, secret });

/** A check finds these subjects. */
async function found(...subjects: readonly string[]): Promise<void> {
  const drafts = subjects.map(
    (subject): FindingDraft => ({
      subject,
      severity: subject === 'root' ? 'high' : 'low',
      title: subject,
      accounts: [],
      evidence: {},
      firstAt: clock.now(),
      lastAt: clock.now(),
    }),
  );
  await inTransaction(database.pool, (client) =>
    applyFound(client, {
      integrationId: 'i1',
      scope: 't1',
      check: 'c',
      checkVersion: 1,
      isEpisode: false,
      drafts,
      at: clock.now(),
      factsAt: clock.now(),
      isProven: true,
    }),
  );
}

describe('delivery', () => {
  it('posts each change once it is committed, signed, from the severity that was asked for', async () => {
    await addWebhook('high');
    await found('root', 'ada');

    await service.deliverDue(go);
    await service.deliverDue(go);

    expect(received).toEqual([
      { key: expect.any(String), type: 'finding.found', finding: 'root', isSigned: true },
    ]);
  });

  it('tries again later with the same key, and keeps the changes of a finding in order', async () => {
    await addWebhook();
    statuses = [503];
    await found('ada');
    clock.advance(1);
    await found();
    await service.deliverDue(go);
    expect(received).toHaveLength(1);
    expect(await service.list()).toMatchObject([
      { waiting: 2, error: expect.stringContaining('answered 503') },
    ]);

    clock.advance(5000);
    await service.deliverDue(go);

    expect(received.map(({ type }) => type)).toEqual([
      'finding.found',
      'finding.found',
      'finding.resolved',
    ]);
    expect(received[1]?.key).toBe(received[0]?.key);
    expect(await service.list()).toMatchObject([{ waiting: 0, error: undefined }]);
  });

  it('signs with the same secret after the master key was rotated', async () => {
    await addWebhook();
    masterKey = randomBytes(32);
    await vault.rotate(masterKey);

    await service.test('chat', go);

    expect(received).toMatchObject([{ isSigned: true }]);
  });

  it('does not let one message that is refused hold up the others', async () => {
    await addWebhook();
    statuses = [422];
    await found('ada', 'ben');

    await service.deliverDue(go);

    expect(received.length).toBe(2);
    expect(await service.list()).toMatchObject([{ waiting: 1 }]);
  });

  it('gives a message up after a day', async () => {
    await addWebhook();
    await found('ada');
    clock.advance(24 * 3_600_000);
    statuses = [500];

    await service.deliverDue(go);

    expect(await service.list()).toMatchObject([{ waiting: 0 }]);
  });

  it('appends whole lines to a file, and to nothing behind a link', async () => {
    const path = join(database.home, '..', 'findings.ndjson');
    const link = join(database.home, '..', 'link.ndjson');
    await symlink(path, link);
    await service.add({ name: 'file', kind: 'file', address: path, minSeverity: 'info' });
    await service.add({ name: 'link', kind: 'file', address: link, minSeverity: 'info' });
    await found('ada');

    await service.deliverDue(go);

    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'finding.found' });
    expect(await service.test('link', go)).toMatchObject({
      attempt: { isDelivered: false, detail: expect.stringContaining('it is a link') },
    });
  });

  it('tests a target past what waits, and says what its host answered', async () => {
    await addWebhook();

    expect(await service.test('chat', go)).toMatchObject({ attempt: { isDelivered: true } });
    statuses = [404];
    expect(await service.test('chat', go)).toMatchObject({
      attempt: { isDelivered: false, detail: expect.stringContaining('answered 404') },
    });
    await expect(service.test('cat', go)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hint: 'Did you mean "chat"?',
    });
  });
});
