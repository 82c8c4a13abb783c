import { describe, expect, it } from 'vitest';

import { matching } from './search-items.js';

const items = [
  { to: '/a', name: 'Sign-ins' },
  { to: '/b', name: 'Müller', detail: 'Acme · Production' },
  { to: '/c', name: 'Settings · Users' },
];

const found = (text: string) => matching(items, text).map(({ to }) => to);

describe('what the search finds', () => {
  it('has every word, wherever it stands', () => {
    expect(found('users set')).toEqual(['/c']);
    expect(found('prod mul')).toEqual(['/b']);
    expect(found('users production')).toEqual([]);
  });

  it('does not depend on case and accents', () => {
    expect(found('SIGN')).toEqual(['/a']);
    expect(found('muller')).toEqual(['/b']);
  });

  it('is everything while nothing is written', () => {
    expect(found('  ')).toHaveLength(3);
  });
});
