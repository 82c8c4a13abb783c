import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { aDocument, daysAgo, sampleNow } from '../testing/samples.js';
import { csvText, toCsv } from './csv.js';
import { toHtml } from './html.js';
import { toMarkdown } from './markdown.js';

const renderers = [toCsv, toHtml, toMarkdown];

describe('every renderer', () => {
  it.each(renderers)('gives the same bytes for the same document: %o', (render) => {
    expect(render(aDocument('ada'))).toBe(render(aDocument('ada')));
  });

  it.each(renderers)('differs by nothing but the date when it is made again: %o', (render) => {
    const later = render(aDocument('ada', sampleNow));
    const earlier = render(aDocument('ada', daysAgo(3)));

    expect(earlier.replaceAll(daysAgo(3).toISOString(), sampleNow.toISOString())).toBe(later);
  });
});

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1'])(
    'makes %j safe for spreadsheets',
    (text) => {
      expect(csvText(['name'], [[text]]).split('\r\n')[1]).toMatch(/^"?'/);
    },
  );

  it('leaves numbers numbers, and quotes what would break a row', () => {
    expect(csvText(['a', 'b', 'c'], [[-1, 'x,"y"\n', null]])).toBe('a,b,c\r\n-1,"x,""y""\n",\r\n');
  });
});

describe('HTML', () => {
  it('lets no text become markup, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>"\'&=/ asr!-') }), (noise) => {
        const plain = toHtml(aDocument('plain'));
        const html = toHtml(aDocument(`<script>${noise}</script>"'>`));

        expect(tagsOf(html)).toEqual(tagsOf(plain));
      }),
    );
  });

  it('asks for nothing from elsewhere, and runs nothing', () => {
    const html = toHtml(aDocument('ada'));

    expect(html).not.toMatch(/<script|<link|<img|url\(|https?:|\son\w+=/i);
    expect(html).toContain("default-src 'none'");
  });

  it('draws its charts, and says their figures in words', () => {
    const html = toHtml(aDocument('ada'));

    expect(html).toMatch(/<svg[^>]*role="img"[^>]*aria-label="Counts. ada: 1 \/ 2 accounts"/);
  });
});

function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<(\/?[a-z!][a-z0-9]*)/g)].map(([, tag]) => tag ?? '');
}

describe('Markdown', () => {
  it.each([
    ['a|b', 'a\\|b'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['[x](https://evil.example)', '\\[x\\](https\\://evil.example)'],
    ['www.evil.example', 'www\\.evil.example'],
    ['# title', '\\# title'],
    ['two\nlines', 'two lines'],
  ])('keeps %j text', (text, escaped) => {
    expect(toMarkdown(aDocument(text))).toContain(`\n| ${escaped} | 1,204 |`);
  });
});
