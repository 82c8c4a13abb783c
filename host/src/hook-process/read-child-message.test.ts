import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readChildMessage } from './read-child-message.js';

const nothing = Buffer.alloc(0);
const read = (header: Record<string, unknown>, payload = nothing) =>
  readChildMessage({ header, payload });

describe('readChildMessage', () => {
  it('never throws anything but HOOK_PROTOCOL, whatever comes', () => {
    const types = [
      'note',
      'batch',
      'check',
      'request',
      'stream',
      'credit',
      'drop',
      'log',
      'failed',
    ];
    const header = fc
      .tuple(fc.constantFrom(...types), fc.dictionary(fc.string(), fc.jsonValue()))
      .map(([type, rest]) => ({ ...rest, type }));

    const property = fc.property(header, fc.uint8Array(), (given, payload) => {
      try {
        readChildMessage({ header: given, payload: Buffer.from(payload) });
      } catch (error) {
        expect(error).toMatchObject({ code: 'HOOK_PROTOCOL' });
      }
    });

    fc.assert(property);
  });

  it('leaves out what the protocol does not know', () => {
    const note = { type: 'tenant', id: 'T', name: 'N', admin: true };

    expect(read({ type: 'note', note, more: 1 })).toEqual({
      type: 'note',
      note: { type: 'tenant', id: 'T', name: 'N' },
    });
  });

  it('takes null for absent in what a plugin may leave out', () => {
    const check = { id: 'a', title: 'A', status: 'passed', hint: null, detail: null };

    expect(read({ type: 'check', check })).toEqual({
      type: 'check',
      check: { id: 'a', title: 'A', status: 'passed' },
    });
  });

  it('cuts prose that is too long rather than fail the run', () => {
    const message = read({ type: 'log', level: 'info', message: 'x'.repeat(9000), fields: {} });

    expect(message.type === 'log' && message.message.length).toBe(4097);
  });

  it('parses a JSON body, so that its quota cost can be seen', () => {
    const request = { url: '/composite', method: 'POST' };
    const header = { type: 'request', id: 1, attempt: 1, request, body: 'json' };

    const message = read(header, Buffer.from('{"n":5}'));

    expect(message).toMatchObject({ request: { url: '/composite', json: { n: 5 } } });
  });

  it.each([
    ['an unknown error code', { type: 'failed', error: { code: 'NOPE', retryable: true } }],
    ['an id that is no number', { type: 'drop', id: '1' }],
    ['a cursor that is not JSON', { type: 'batch', stream: 's', seq: 1, count: 0, cursor: '{' }],
    ['a method of its own', { type: 'stream', id: 1, request: { url: '/', method: 'CONNECT' } }],
  ])('refuses %s', (_name, header) => {
    expect(() => read(header)).toThrow(expect.objectContaining({ code: 'HOOK_PROTOCOL' }));
  });
});
