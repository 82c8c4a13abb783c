import { type ErrorData, RollcallError, toErrorData } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { judgeRun, unfinishedStatus } from './outcome.js';

const ceiling = toErrorData(new RollcallError('QUOTA_CEILING', 'at the ceiling'));
const broken = toErrorData(new RollcallError('HTTP_UNAVAILABLE', 'down'));
const done = { status: 'done' } as const;
const skipped = { status: 'skipped' } as const;
const paused = { status: 'paused' } as const;
const failed = (error: ErrorData) => ({ status: 'failed', error }) as const;

describe('judgeRun', () => {
  it('succeeds when every stream is done or skipped and one is done', () => {
    expect(judgeRun([done, skipped], { kind: 'done' })).toEqual({ status: 'succeeded' });
  });

  it('fails when nothing could be read, and says why', () => {
    const outcome = judgeRun([skipped, skipped], { kind: 'done' });

    expect(outcome.status).toBe('failed');
    expect(outcome.error?.code).toBe('PERMISSION_MISSING');
  });

  it('is partial with the first failed stream’s error when another is done', () => {
    const outcome = judgeRun([done, failed(broken)], { kind: 'done' });

    expect(outcome).toEqual({ status: 'partial', error: broken });
  });

  it('is paused when the quota stopped it and no stream failed', () => {
    const outcome = judgeRun([done, paused], { kind: 'error', error: ceiling });

    expect(outcome).toEqual({ status: 'paused', error: ceiling });
  });

  it('is not paused when a stream failed before the quota stopped it', () => {
    const outcome = judgeRun([failed(broken), paused], { kind: 'error', error: ceiling });

    expect(outcome).toEqual({ status: 'failed', error: broken });
  });

  it('carries no error when it was cancelled', () => {
    expect(judgeRun([done, paused], { kind: 'cancelled' })).toEqual({ status: 'cancelled' });
  });
});

describe('unfinishedStatus', () => {
  it('pauses unfinished streams at the ceiling and fails them after other errors', () => {
    expect(unfinishedStatus({ kind: 'error', error: ceiling })).toBe('paused');
    expect(unfinishedStatus({ kind: 'error', error: broken })).toBe('failed');
    expect(unfinishedStatus({ kind: 'done' })).toBe('done');
  });
});
