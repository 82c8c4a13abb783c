import { describe, expect, it } from 'vitest';

import { judge, type Machine } from './machine.js';

const here: Machine = { name: 'laptop abc', boot: 'boot 1', processes: 'pid:[1]' };

describe('a server that left its file behind', () => {
  it('is looked for here when it was started here, or nobody knows where', () => {
    expect(judge(here, here, false)).toBe('here');
    expect(judge(undefined, here, undefined)).toBe('here');
  });

  it('is dead when this machine was booted since', () => {
    expect(judge({ ...here, boot: 'boot 0', processes: 'pid:[9]' }, here, undefined)).toBe('dead');
  });

  it('may be running on another machine, whatever the lock says', () => {
    const other = { name: 'server def', boot: 'boot 7', processes: 'pid:[1]' };

    for (const isLocked of [true, false, undefined]) {
      expect(judge(other, here, isLocked)).toBe('elsewhere');
    }
  });

  it('of another container is dead only when its lock is free', () => {
    const container = { ...here, name: 'c0ffee abc', processes: 'pid:[2]' };

    expect(judge(container, here, false)).toBe('dead');
    expect(judge(container, here, true)).toBe('elsewhere');
    expect(judge(container, here, undefined)).toBe('elsewhere');
  });
});
