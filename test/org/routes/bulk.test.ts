import { describe, expect, it } from 'vitest';

import { TestCaller } from '../testing/caller.js';

const create = (caller: TestCaller, query: string, more: object = {}) =>
  caller.call('POST', '/jobs/query', {}, JSON.stringify({ operation: 'query', query, ...more }));

async function finish(caller: TestCaller, query: string, more: object = {}): Promise<string> {
  const { id } = (await create(caller, query, more)).body as { id: string };
  for (;;) {
    const { state } = (await caller.get(`/jobs/query/${id}`)).body as { state: string };
    if (state === 'JobComplete') return id;
  }
}

describe('bulk queries', () => {
  it('hand out every row once over locators, and count every call', async () => {
    const caller = new TestCaller({ signIns: 950 });
    const id = await finish(caller, 'SELECT Id, LoginTime FROM LoginHistory');
    const found: string[] = [];
    let locator = '';
    while (locator !== 'null') {
      const page = await caller.get(
        `/jobs/query/${id}/results?maxRecords=400${locator && `&locator=${locator}`}`,
      );
      const [header, ...lines] = String(page.body).trimEnd().split('\n');
      expect(header).toBe('"Id","LoginTime"');
      expect(page.headers['Sforce-NumberOfRecords']).toBe(String(lines.length));
      found.push(...lines);
      locator = page.headers['Sforce-Locator'] ?? 'null';
    }

    expect(new Set(found).size).toBe(951);
    expect(found[0]).toMatch(/^"0Ya\w{15}","\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z"$/);
    expect(caller.org.usage.used).toBe(1 + 2 + 3);
  });

  it('quote what needs quoting, in the style asked for', async () => {
    const caller = new TestCaller();
    const id = await finish(
      caller,
      "SELECT Title, FederationIdentifier FROM User WHERE Title LIKE 'VP%'",
      {
        columnDelimiter: 'PIPE',
        lineEnding: 'CRLF',
      },
    );

    const { body } = await caller.get(`/jobs/query/${id}/results`);

    expect(body).toMatch(/^"Title"\|"FederationIdentifier"\r\n"VP, ""Growth"""\|"[^"]*"\r\n$/);
  });

  it.each([
    ['SELECT COUNT() FROM User', 'FEATURENOTENABLED'],
    ['SELECT Id FROM User OFFSET 5', 'API_ERROR'],
    ['SELECT Address FROM User', 'API_ERROR'],
    ['SELECT UserId FROM OauthToken', 'INVALIDENTITY'],
    ['SELECT Id FROM Nothing', 'INVALID_TYPE'],
  ])('are refused for %s', async (soql, code) => {
    expect(await create(new TestCaller(), soql)).toMatchObject({ status: 400, code });
  });

  it('are refused beyond the quota and over another version', async () => {
    const caller = new TestCaller();
    const id = await finish(caller, 'SELECT Id FROM User');
    caller.org.change({ bulkJobLimit: 1 });

    expect((await create(caller, 'SELECT Id FROM User')).message).toContain(
      'Max bulk v2 query jobs (1) per 24 hrs',
    );
    caller.version = 60;
    expect((await caller.get(`/jobs/query/${id}/results`)).status).toBe(409);
  });

  it('may be aborted while they run, and deleted once they are over', async () => {
    const caller = new TestCaller();
    const { id } = (await create(caller, 'SELECT Id FROM User')).body as { id: string };
    const path = `/jobs/query/${id}`;

    const early = await caller.call('DELETE', path);
    const aborted = await caller.call('PATCH', path, {}, '{"state":"Aborted"}');
    const deleted = await caller.call('DELETE', path);

    expect(early.code).toBe('INVALIDJOBSTATE');
    expect(aborted.body).toMatchObject({ state: 'Aborted' });
    expect(deleted.status).toBe(204);
    expect((await caller.get(path)).code).toBe('NOT_FOUND');
  });
});
