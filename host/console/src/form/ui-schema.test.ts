import { describe, expect, it } from 'vitest';

import { gallery } from './testing/gallery.js';
import { uiSchemaOf } from './ui-schema.js';

describe('uiSchemaOf', () => {
  it.each([
    ['plain texts', 'url', 'line'],
    ['plain texts', 'secret', 'secret'],
    ['lists of texts and choices', 'domains', 'tags'],
    ['lists of texts and choices', 'regions', 'choices'],
    ['nested groups', 'note', 'area'],
    ['numbers with units', 'days', 'number'],
    ['choices of one', 'size', 'choice'],
    ['choices of one', 'level', 'choice'],
    ['alternatives by a tag', 'auth', 'alternatives'],
    ['parts under conditions', 'isSandbox', 'tick'],
    ['parts under conditions', 'sandboxName', 'line'],
    ['parts under conditions', 'region', 'choice'],
  ])('draws in %s the field %s as %s', (name, field, widget) => {
    const ui = uiSchemaOf(gallery[name] ?? {});

    expect(ui[field]?.['ui:widget']).toBe(widget);
  });

  it('draws lists of objects by their fields', () => {
    expect(uiSchemaOf(gallery['lists of objects'] ?? {}).sites?.items?.days?.['ui:widget']).toBe(
      'number',
    );
  });

  it('never draws the tag of an alternative', () => {
    const ui = uiSchemaOf(gallery['alternatives at the top'] ?? {});

    expect(ui.oneOf?.map((branch: { kind?: object }) => branch.kind)).toEqual([
      { 'ui:widget': 'hidden' },
      { 'ui:widget': 'hidden' },
    ]);
  });
});
