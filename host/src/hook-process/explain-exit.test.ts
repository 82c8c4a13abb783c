import { describe, expect, it } from 'vitest';

import { explainExit } from './explain-exit.js';

describe('explainExit', () => {
  it('never takes an exit code of 0 for success', () => {
    expect(explainExit({ code: 0, signal: null }, '').code).toBe('HOOK_CRASHED');
  });

  it.each([
    { code: 134, signal: null },
    { code: null, signal: 'SIGABRT' },
    { code: null, signal: 'SIGTRAP' },
  ])('knows an exhausted heap by what V8 says, whatever the status: %o', (end) => {
    const said =
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';

    expect(explainExit(end, said).code).toBe('HOOK_OUT_OF_MEMORY');
  });

  it('tells the signal and the last lines of the error output', () => {
    const error = explainExit({ code: null, signal: 'SIGSEGV' }, 'one\ntwo\n');

    expect(error.code).toBe('HOOK_CRASHED');
    expect(error.message).toContain('SIGSEGV');
    expect(error.message).toContain('one / two');
  });
});
