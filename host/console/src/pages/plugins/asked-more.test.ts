import { describe, expect, it } from 'vitest';

import { askedMore, type Rights } from './asked-more.js';

const before: Rights = {
  egress: [
    { origin: 'https://a.example', reason: 'to read' },
    { origin: 'https://old.example', reason: 'to read' },
  ],
  permissions: [],
  streams: [{ name: 'accounts', title: 'Accounts', entity: 'account', mode: 'snapshot' }],
};

describe('askedMore', () => {
  it('is nothing between a version and itself', () => {
    const { more, less, isNothing } = askedMore(before, before);

    expect({ more, less, isNothing }).toEqual({
      more: { egress: [], permissions: [], streams: [] },
      less: [],
      isNothing: true,
    });
  });

  it('tells new origins and rights, and what is not asked for any more', () => {
    const key = { id: 'secrets:read', reason: 'to sign' };
    const added = { origin: 'https://new.example', reason: 'to write' };
    const after = { ...before, egress: [before.egress[0] ?? added, added], permissions: [key] };

    const { more, less, isNothing } = askedMore(before, after);

    expect(more).toMatchObject({ egress: [added], permissions: [key] });
    expect(less).toEqual(['https://old.example']);
    expect(isNothing).toBe(false);
  });

  it('takes a new stream for nothing that is asked for', () => {
    const groups = { name: 'groups', title: 'Groups', entity: 'group', mode: 'snapshot' } as const;

    const { more, isNothing } = askedMore(before, {
      ...before,
      streams: [...before.streams, groups],
    });

    expect(more.streams).toEqual([groups]);
    expect(isNothing).toBe(true);
  });
});
