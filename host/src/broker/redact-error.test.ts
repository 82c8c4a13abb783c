import { RollcallError } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { Redactor } from '../secrets/redactor.js';
import { redactError } from './redact-error.js';

const secret = 'hunter2-hunter2';
const redactor = new Redactor();
redactor.add(secret);

describe('redactError', () => {
  it('takes secrets out of the message, the hint, the details and the cause', () => {
    const error = new RollcallError('HTTP_NOT_JSON', `refused ${secret}`, {
      hint: `Not ${secret}.`,
      details: { asked: [`key=${secret}`], endsRun: true },
      cause: new Error(secret),
    });

    const told = redactError(error, redactor);

    expect(
      JSON.stringify([told.message, told.hint, told.details, String(told.cause)]),
    ).not.toContain(secret);
    expect(told.details).toMatchObject({ endsRun: true });
  });
});
