import { describe, expect, it } from 'vitest';

import type { SetUpChange } from '../../checks/sql/set-up-changes.js';
import type { AccessPath } from './access-facts.js';
import { comparedSince } from './access-report.js';
import { differenceOf, holdersOf } from './holders.js';

const at = (day: string): Date => new Date(`2026-05-${day}T00:00:00Z`);

function aPath(patch: Partial<AccessPath> = {}): AccessPath {
  return {
    accountId: 'a1',
    username: 'ada',
    displayName: null,
    kind: 'human',
    state: 'active',
    lastSignInAt: null,
    capability: 'data.modify_all',
    roleId: 'R1',
    role: 'Admin',
    roleApiName: 'Admin_Set',
    roleKind: 'permission_set',
    via: 'direct',
    firstSeen: at('10'),
    changedAt: null,
    expiresAt: null,
    ...patch,
  };
}

function aGrant(patch: Partial<SetUpChange> = {}): SetUpChange {
  return {
    id: 'e1',
    time: at('09'),
    class: 'role_granted',
    action: 'PermSetAssign',
    detail: null,
    objectName: 'Admin',
    delegate: null,
    actorId: 'a9',
    actor: 'boss',
    targetId: 'a1',
    target: 'ada',
    ...patch,
  };
}

describe('who holds a capability', () => {
  it('is one line by account and capability, with every way', () => {
    const paths = [aPath(), aPath({ roleId: 'R2', role: 'Other' }), aPath({ accountId: 'a2' })];

    const holders = holdersOf('i1', paths, []);

    expect(holders.map(({ line, paths: ways }) => [line, ways.length])).toEqual([
      ['i1:a1:data.modify_all', 2],
      ['i1:a2:data.modify_all', 1],
    ]);
  });

  it.each(['Admin', 'admin_set'])('names who gave it by the latest grant of "%s"', (objectName) => {
    const grants = [aGrant({ objectName, time: at('01') }), aGrant({ objectName, id: 'e2' })];

    const [holder] = holdersOf('i1', [aPath()], grants);

    expect(holder?.paths).toMatchObject([
      {
        since: at('09').toISOString(),
        sinceBy: 'audit trail',
        grantedBy: { auditEventId: 'e2', actor: 'boss' },
      },
    ]);
  });

  it('says when it was first seen where nothing tells of a grant, and nothing where it was always there', () => {
    const strangers = [aGrant({ targetId: 'a2' }), aGrant({ objectName: 'Other' })];

    const seen = holdersOf('i1', [aPath()], strangers)[0];
    const always = holdersOf('i1', [aPath({ firstSeen: null })], strangers)[0];

    expect(seen?.paths).toMatchObject([{ since: at('10').toISOString(), sinceBy: 'first seen' }]);
    expect(always?.paths).toMatchObject([{ since: null, sinceBy: null, grantedBy: null }]);
  });
});

describe('the difference of two moments', () => {
  it('tells what was gained, lost, and is held by other roles', () => {
    const before = holdersOf('i1', [aPath(), aPath({ accountId: 'a2' })], []);
    const after = holdersOf('i1', [aPath({ roleId: 'R2' }), aPath({ accountId: 'a3' })], []);

    const { added, removed, changed } = differenceOf(before, after);

    expect(added.map(({ accountId }) => accountId)).toEqual(['a3']);
    expect(removed.map(({ accountId }) => accountId)).toEqual(['a2']);
    expect(changed.map((each) => each.after.accountId)).toEqual(['a1']);
  });

  it('is nothing between a moment and itself', () => {
    const holders = holdersOf('i1', [aPath()], []);

    expect(differenceOf(holders, holders)).toEqual({ added: [], removed: [], changed: [] });
  });
});

describe('where a comparison begins', () => {
  const day = (text: string): Date => new Date(`2026-05-${text}T00:00:00Z`);

  it.each([
    ['at the wish, where the first collection is long over', '20', '20'],
    ['after the first collection, where the wish is before it', '01', '11'],
    ['at the wish, where that is within the first collection', '10', '10'],
  ])('is %s', (_, from, since) => {
    expect(comparedSince(day(from), day('10'), day('30'))).toEqual(day(since));
  });

  it('is the end of the period, where that is within the first collection', () => {
    expect(comparedSince(day('01'), day('10'), day('10'))).toEqual(day('10'));
  });
});
