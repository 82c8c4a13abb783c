import { describe, expect, it } from 'vitest';

import { formFaults, shownFaults, valueAt } from './faults.js';

const url = { pointer: '/url', field: 'url', keyword: 'pattern', message: 'Enter an address.' };
const secret = { pointer: '/key', field: 'key', keyword: 'required', message: 'Enter the key.' };

describe('formFaults', () => {
  it('has one message for each place', () => {
    const again = { ...url, keyword: 'minLength', message: 'Too short.' };

    expect([...formFaults([url, again], new Set())]).toEqual([['/url', 'Enter an address.']]);
  });

  it('does not ask for a secret that is stored', () => {
    expect(formFaults([secret], new Set(['key'])).size).toBe(0);
    expect(formFaults([secret], new Set()).size).toBe(1);
  });

  it('still says what is wrong with a secret that was entered', () => {
    const wrong = { ...secret, keyword: 'pattern' };

    expect(formFaults([wrong], new Set(['key'])).size).toBe(1);
  });
});

describe('shownFaults', () => {
  const faults = formFaults([url, secret], new Set());

  it('shows a mistake only at a field that was left', () => {
    const shown = shownFaults(faults, { isTried: false, left: new Set(['/url']) });

    expect([...shown.keys()]).toEqual(['/url']);
  });

  it('shows every mistake after a try', () => {
    expect(shownFaults(faults, { isTried: true, left: new Set() })).toBe(faults);
  });
});

describe('valueAt', () => {
  it('follows a pointer through objects and lists', () => {
    const form = { sites: [{ name: 'a' }, { 'x/y': 1 }] };

    expect(valueAt(form, '/sites/0/name')).toBe('a');
    expect(valueAt(form, '/sites/1/x~1y')).toBe(1);
    expect(valueAt(form, '/sites/2/name')).toBeUndefined();
  });
});
