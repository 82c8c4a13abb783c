import { expect, it } from 'vitest';

import { factsOf } from './facts.js';

it.each([
  ['distanceKm', 2486, 'Distance', '2,486 km'],
  ['speedKmh', 1160, 'Speed', '1,160 km/h'],
  ['days', 1, 'Days', '1 day'],
  ['ageDays', 94, 'Age', '94 days'],
  ['isKnownDevice', true, 'Known device', 'Yes'],
  ['methods', [], 'Methods', 'None'],
  ['strangeNetwork', '185.220.86.0/24', 'Strange network', '185.220.86.0/24'],
  ['comparedWith', '0YaAs000032KgJmKAK', 'Compared with', '0YaAs0…JmKAK'],
  ['addresses', ['a', 'b'], 'Addresses', 'a, b'],
])('says %s', (key, value, name, told) => {
  expect(factsOf({ [key]: value })).toEqual([{ name, value: told }]);
});

it('leaves out what is not known', () => {
  expect(factsOf({ delegate: null, resembles: '' })).toEqual([]);
});
