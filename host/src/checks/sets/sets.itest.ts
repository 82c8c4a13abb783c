import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../db/testing/temporary-database.js';
import type { FindingDraft, SetCheck } from '../check.js';
import { type CheckCase, present } from '../testing/check-case.js';
import { storeFacts } from '../testing/fact-rows.js';
import { adminChangeCases } from './cases/admin-change.js';
import { authPolicyCases } from './cases/auth-policy.js';
import { moreAuthPolicyCases } from './cases/auth-policy-more.js';
import { credentialCases } from './cases/credential.js';
import { dataQualityCases } from './cases/data-quality.js';
import { licenceCases } from './cases/licence.js';
import { licencePoolCases } from './cases/licence-pools.js';
import { lifecycleCases } from './cases/lifecycle.js';
import { oauthCases } from './cases/oauth.js';
import { privilegeCases } from './cases/privilege.js';
import { morePrivilegeCases } from './cases/privilege-more.js';
import { setChecks } from './index.js';

const cases: Readonly<Record<string, readonly CheckCase[]>> = {
  ...lifecycleCases,
  ...licenceCases,
  ...licencePoolCases,
  ...privilegeCases,
  ...morePrivilegeCases,
  ...credentialCases,
  ...authPolicyCases,
  ...moreAuthPolicyCases,
  ...oauthCases,
  ...adminChangeCases,
  ...dataQualityCases,
};

let database: TemporaryDatabase;

beforeAll(async () => {
  database = await openTemporaryDatabase('schema');
});

afterAll(() => database.close());

describe.each(setChecks)('$id', (check) => {
  it.each(cases[check.id] ?? [])('$name', async (each) => {
    const judgement = await judge(check, each);

    if (each.expected instanceof RegExp) {
      expect(judgement).toMatchObject({
        status: 'unavailable',
        reason: expect.stringMatching(each.expected),
      });
      return;
    }
    if (judgement.status === 'unavailable') throw new Error(judgement.reason);
    const found = judgement.findings;
    expectWellFormed(check, found);
    expect(found).toHaveLength(each.expected.length);
    expect(judgement.status).toBe(each.expected.length > 0 ? 'fail' : 'pass');
    expect(found).toEqual(
      expect.arrayContaining(
        each.expected.map(([subject, severity, title = '']) =>
          expect.objectContaining({ subject, severity, title: expect.stringContaining(title) }),
        ),
      ),
    );
  });
});

describe('the checks over sets of facts', () => {
  it('have three cases at least that find something and three that find nothing', () => {
    const few = setChecks.flatMap(({ id }) => {
      const own = cases[id] ?? [];
      const found = own.filter(({ expected }) => Array.isArray(expected) && expected.length > 0);
      const clean = own.filter(({ expected }) => Array.isArray(expected) && expected.length === 0);
      return found.length < 3 || clean.length < 3 ? [id] : [];
    });

    expect(few).toEqual([]);
    expect(Object.keys(cases).filter((id) => !setChecks.some((each) => each.id === id))).toEqual(
      [],
    );
  });
});

/** What the store of findings relies on: one id for each, and evidence that stays small. */
function expectWellFormed({ closes }: SetCheck, found: readonly FindingDraft[]): void {
  const keys = found.map(({ subject, bucket }) => `${subject} ${bucket}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { bucket, title, accounts, evidence, firstAt, lastAt } of found) {
    expect(bucket !== undefined).toBe(closes === 'never');
    expect(title).toMatch(/^\S[^\n]{5,300}$/);
    expect(firstAt.getTime()).toBeLessThanOrEqual(lastAt.getTime());
    const { signInIds = [], auditEventIds = [], tokenIds = [], records = [] } = evidence;
    for (const list of [accounts, signInIds, auditEventIds, tokenIds, records]) {
      expect(list.length).toBeLessThanOrEqual(200);
    }
    const isEmpty = [...signInIds, ...auditEventIds, ...tokenIds, ...records].length === 0;
    expect(isEmpty && evidence.facts === undefined).toBe(false);
  }
}

async function judge(check: SetCheck, { name, facts, sql, thresholds }: CheckCase) {
  const integrationId = `${check.id}: ${name}`;
  await storeFacts(database.pool, integrationId, facts, present);
  if (sql) await database.pool.query(sql, [integrationId]);
  const defaults = Object.entries(check.thresholds).map(([key, each]) => [key, each.default]);
  return check.judge({
    pool: database.pool,
    integrationId,
    now: present,
    thresholds: { ...Object.fromEntries(defaults), ...thresholds },
  });
}
