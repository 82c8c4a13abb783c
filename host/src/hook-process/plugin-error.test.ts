import { RollcallError, toErrorData } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { pluginError } from './plugin-error.js';

const claim = toErrorData(new RollcallError('QUOTA_CEILING', 'no more'));
const timeout = toErrorData(new RollcallError('QUERY_TIMEOUT', 'too slow', { hint: 'Wait.' }));

describe('pluginError', () => {
  it('keeps what a plugin can know, with its hint', () => {
    expect(pluginError(timeout, undefined)).toMatchObject({ code: 'QUERY_TIMEOUT', hint: 'Wait.' });
  });

  it('tells what the broker met, whatever the plugin says', () => {
    const met = new RollcallError('QUOTA_CEILING', 'at 75 %');

    expect(pluginError(claim, met)).toBe(met);
    expect(pluginError(timeout, met)).toBe(met);
  });

  it('believes a refusal that a request met, in the words of the broker', () => {
    const met = new RollcallError('QUOTA_CEILING', 'the batches are used up');
    const refusals = new Map([[met.code, met]]);

    expect(pluginError(claim, undefined, refusals)).toBe(met);
    expect(pluginError(timeout, undefined, refusals).code).toBe('QUERY_TIMEOUT');
  });

  it('does not believe a ceiling that the broker has not met', () => {
    expect(pluginError(claim, undefined).code).toBe('PLUGIN_BROKEN');
  });
});
