import { describe, expect, it } from 'vitest';

import type { Holder } from '../reports/access/holders.js';
import { aSignInReport } from '../reports/testing/samples.js';
import { accessLines } from './access-lines.js';
import { signInLines } from './sign-in-lines.js';
import { lineTitle, lineWhy } from './words.js';

const at = '2026-05-01T00:00:00.000Z';
const use = { integrationId: 'i1', accountId: 'a1', username: 'ada', lastAt: at };

describe('what is judged of sign-ins', () => {
  it('is an account once, with every reason and the counts of all its sign-ins', () => {
    const report = aSignInReport({
      signIns: 100,
      privileged: [
        {
          ...{ ...use, kind: 'human', signIns: 40, failures: 6, networkCount: 2 },
          ...{ changes: 1, delegatedChanges: 0 },
        },
      ],
      legacy: [{ ...use, signIns: 3, failures: 0, lastAt: '2026-05-02T00:00:00.000Z' }],
      mostFailures: [{ ...use, signIns: 40, failures: 6 }],
    });

    const lines = signInLines(report);

    expect(lines).toMatchObject([
      {
        group: 'account',
        value: 'ada',
        reasons: [
          'administrator, from 2 networks, 1 change to the set-up',
          '3 sign-ins by API password or retired TLS',
          '6 failed attempts',
        ],
        signIns: 40,
        failures: 6,
        lastAt: '2026-05-02T00:00:00.000Z',
      },
    ]);
  });

  it('leaves out who hardly failed, and what a report only adds up', () => {
    const report = aSignInReport({
      signIns: 100,
      mostFailures: [{ ...use, signIns: 9, failures: 4 }],
      countries: [{ value: '(other)', signIns: 5, failures: 0 }],
    });

    expect(signInLines(report)).toEqual([]);
  });

  it('has networks only where most attempts failed, and says what is rare', () => {
    const report = aSignInReport({
      signIns: 1000,
      countries: [
        { value: 'DE', signIns: 995, failures: 0 },
        { value: null, signIns: 5, failures: 0 },
      ],
      networks: [
        { value: '203.0.113.0/24', signIns: 20, failures: 18 },
        { value: '198.51.100.0/24', signIns: 20, failures: 10 },
      ],
    });

    const told = signInLines(report).map((line) => [lineTitle(line), lineWhy(line)]);

    expect(told).toEqual([
      ['Country DE', '995 sign-ins, 0 failed'],
      ['Country that is not told', 'rare: less than 1 % of all sign-ins; 5 sign-ins, 0 failed'],
      ['Network 203.0.113.0/24', '90 % failed; 20 sign-ins, 18 failed'],
    ]);
  });
});

const path: Holder['paths'][number] = {
  ...{ roleId: 'R1', role: 'Admin', roleKind: 'permission_set', via: 'direct', since: at },
  ...{ sinceBy: 'audit trail', changedAt: null, expiresAt: null },
  grantedBy: { auditEventId: 'e1', actorId: 'a9', actor: 'boss' },
};

function aHolder(accountId: string, paths = [path]): Holder {
  return {
    ...{ line: `i1:${accountId}:data.export`, integrationId: 'i1', accountId, username: accountId },
    ...{ displayName: null, kind: 'human', state: 'active', lastSignInAt: null },
    ...{ capability: 'data.export', paths },
  };
}

describe('what is judged of access', () => {
  it('is each way to a capability, what was gained first, and nothing that was lost', () => {
    const other = { ...path, roleId: 'R2', role: 'Export' };
    const same = aHolder('same');
    const gained = aHolder('gained');
    const moved = aHolder('moved', [path, other]);

    const lines = accessLines({
      holders: [same, gained, moved],
      difference: {
        added: [gained],
        removed: [aHolder('lost')],
        changed: [{ before: aHolder('moved'), after: moved }],
      },
    });

    expect(lines.map(({ username, role, change }) => [username, role, change])).toEqual([
      ['gained', 'Admin', 'gained'],
      ['moved', 'Export', 'other role'],
      ['same', 'Admin', 'held'],
      ['moved', 'Admin', 'held'],
    ]);
    expect(lines.map(lineTitle)[0]).toBe('gained: Export data');
    expect(lines.map(lineWhy)[0]).toBe(
      'gained; by Admin (permission set), since 2026-05-01, granted by boss',
    );
  });
});
