import { describe, expect, it } from 'vitest';

import type { HeldPath } from '../../api/access.js';
import { grantersOf, pathText, sinceOf } from './held-path.js';

function aPath(patch: Partial<HeldPath> = {}): HeldPath {
  return {
    roleId: 'R1',
    role: 'Data Export',
    roleKind: 'permission_set',
    via: 'direct',
    since: '2026-03-03T00:00:00Z',
    sinceBy: 'audit trail',
    grantedBy: { auditEventId: 'e1', actorId: 'a1', actor: 'boss' },
    changedAt: null,
    expiresAt: null,
    ...patch,
  };
}

describe('pathText', () => {
  it('names the role and what it is', () => {
    expect(pathText(aPath())).toBe('Data Export (permission set)');
  });

  it('says that it comes by a group, and when it ends', () => {
    const expiresAt = '2026-12-01T12:00:00Z';

    expect(pathText(aPath({ via: 'group', expiresAt }))).toMatch(
      /^Data Export \(permission set, by a group, until .*2026\)$/,
    );
  });
});

describe('sinceOf', () => {
  it('is the earliest of several ways', () => {
    const paths = [aPath(), aPath({ since: '2026-01-01T00:00:00Z' })];

    expect(sinceOf(paths)).toBe('2026-01-01T00:00:00Z');
  });

  it('is not known when one way was there from the start', () => {
    expect(sinceOf([aPath(), aPath({ since: null })])).toBeUndefined();
  });
});

describe('grantersOf', () => {
  it('names each once, and nobody where the trail does not tell', () => {
    expect(grantersOf([aPath(), aPath(), aPath({ grantedBy: null })])).toEqual(['boss']);
  });
});
