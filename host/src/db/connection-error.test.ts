import { RollcallError } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { asUnavailable, describeUrl, maySucceedSoon, unavailable } from './connection-error.js';

function withCode(code: string, message = 'it failed'): Error {
  return Object.assign(new Error(message), { code });
}

describe('an error of the connection', () => {
  it('becomes DATABASE_UNAVAILABLE with what to do', () => {
    expect(unavailable(withCode('28P01'), 'db:5432/rollcall')).toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: 'no connection to the database at db:5432/rollcall: it failed',
      hint: expect.stringContaining('password'),
    });
  });

  it('is told from one of a statement', () => {
    for (const code of ['ECONNREFUSED', '57P01', '08006', '53300', '53100']) {
      expect(asUnavailable(withCode(code), 'db')).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    }
    const terminated = new Error('Connection terminated unexpectedly');
    expect(asUnavailable(terminated, 'db')).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    for (const error of [withCode('23505'), withCode('42P01'), new TypeError('a bug')]) {
      expect(asUnavailable(error, 'db')).toBe(error);
    }
  });

  it('that is told already stays as it is', () => {
    const error = new RollcallError('LEASE_LOST', 'taken');

    expect(asUnavailable(error, 'db')).toBe(error);
    expect(unavailable(error, 'db')).toBe(error);
  });

  it('has the message of the first address when a name has several', () => {
    const error = new AggregateError([withCode('ECONNREFUSED', 'connect ::1'), new Error('other')]);

    expect(unavailable(error, 'db').message).toContain('connect ::1');
    expect(maySucceedSoon(error)).toBe('absent');
  });

  it('is worth another try when the server is starting, not when it refuses', () => {
    expect(maySucceedSoon(withCode('57P03'))).toBe('starting');
    expect(maySucceedSoon(withCode('28P01'))).toBe('no');
  });
});

describe('the name of a server', () => {
  it('has neither user nor password', () => {
    expect(describeUrl('postgres://me:hush@db.example.com:5432/rollcall?sslmode=require')).toBe(
      'db.example.com:5432/rollcall',
    );
  });
});
