import { type Entity, type EntityName, entities } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { severities } from '../check.js';
import { setChecks } from './index.js';

describe('what checks say of themselves', () => {
  it('gives each an id of its own, in lower case', () => {
    const ids = setChecks.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it.each(setChecks)('$id names fields that its entities have', ({ fields, entities: needed }) => {
    const wrong = fields.filter((each) => {
      const [name = '', field = ''] = each.split('.');
      const entity = needed.find((one) => one === name);
      return entity === undefined || !(field in fieldsOf(entity));
    });

    expect(wrong).toEqual([]);
  });

  it.each(setChecks)('$id has thresholds whose defaults are allowed', ({ thresholds }) => {
    const wrong = Object.entries(thresholds).filter(
      ([, { default: value, min, max, unit, description }]) =>
        value < min || value > max || unit === '' || description === '',
    );

    expect(wrong).toEqual([]);
  });

  it.each(setChecks)('$id says why it matters, what to do, and by which controls', (check) => {
    expect(check.question).toMatch(/\?$/);
    expect(check.explanation).toMatch(/\.$/);
    expect(check.remediation).toMatch(/\.$/);
    expect(check.references.controls).not.toHaveLength(0);
    expect(severities.some((one) => check.severityRule.toLowerCase().includes(one))).toBe(true);
  });
});

function fieldsOf(name: EntityName): Entity['fields'] {
  return entities[name].fields;
}
