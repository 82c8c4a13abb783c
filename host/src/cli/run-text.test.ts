import { describe, expect, it } from 'vitest';

import { startText } from './run-text.js';

const run = {
  ...{ id: 'run-1', integrationId: 'acme', hook: 'collect' as const, trigger: 'person' as const },
  ...{ status: 'queued' as const, tries: 0, requestedAt: '2026-06-01T12:00:00.000Z', streams: {} },
};

describe('when a run began', () => {
  it('is not known yet while it waits', () => {
    expect(startText(run, 'UTC')).toBe('not yet');
  });

  it('is never when it ended before it could begin', () => {
    expect(startText({ ...run, endedAt: '2026-06-01T12:00:01.000Z' }, 'UTC')).toBe('never');
  });

  it('is its time otherwise', () => {
    expect(startText({ ...run, startedAt: '2026-06-01T12:00:00.000Z' }, 'UTC')).toContain('12:00');
  });
});
