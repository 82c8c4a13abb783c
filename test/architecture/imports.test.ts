import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findCycles, importGraph, importsOf } from './import-graph.js';
import { faultOf } from './import-rules.js';
import { readCheckout } from './source-files.js';

const corePackage = JSON.stringify({
  name: '@rollcall/core',
  exports: { '.': { source: './src/index.ts' }, './testing': { source: './src/testing/index.ts' } },
});

function faultsIn(files: Record<string, string>): string[] {
  const all = new Map([
    ['core/package.json', corePackage],
    ['core/src/index.ts', ''],
    ['core/src/testing/index.ts', ''],
    ...Object.entries(files),
  ]);
  return importGraph(all).flatMap((item) => faultOf(item) ?? []);
}

describe('the checkout', () => {
  const graph = importGraph(readCheckout());

  it('has imports to look at', () => {
    expect(graph.filter(({ to }) => to).length).toBeGreaterThan(20);
  });

  it('keeps the direction core ← plugins, core ← host, test → all, by doors only', () => {
    expect(graph.flatMap((item) => faultOf(item) ?? [])).toEqual([]);
  });

  it('has no import cycle, type-only imports included', () => {
    expect(findCycles(graph)).toEqual([]);
  });
});

describe('faultOf', () => {
  it.each([
    ['core/src/a.ts', "import { x } from '@rollcall/host';"],
    ['core/src/a.ts', "import { x } from '@rollcall/core';"],
    ['host/src/a.ts', "import type { x } from '@rollcall/plugin-example';"],
    ['host/src/a.ts', "const x = await import('../../plugins/example/src/index.js');"],
    ['host/src/a.test.ts', "import { x } from '@rollcall/test/org';"],
    ['host/src/a.ts', "export { x } from '@rollcall/core/src/tokens.js';"],
    ['host/src/a.ts', "import { x } from '../../core/src/index.js';"],
    ['host/console/src/a.tsx', "import type { x } from '@rollcall/core';"],
    ['host/console/src/a.ts', "import type { x } from '../../src/http/page.js';"],
    ['host/src/a.ts', "import { x } from '../console/src/b.js';"],
    ['plugins/example/src/a.ts', "import '@rollcall/plugin-other';"],
    ['plugins/example/src/a.ts', "let x: import('@rollcall/host').X;"],
    ['test/a.ts', "import { x } from '../core/src/index.js';"],
  ])('refuses in %s: %s', (path, text) => {
    const planted = {
      'plugins/example/src/index.ts': '',
      'host/console/src/b.ts': '',
      'host/src/http/page.ts': '',
      [path]: text,
    };

    expect(faultsIn(planted)).toHaveLength(1);
  });

  it.each([
    ['host/src/a.ts', "import { x } from '@rollcall/core';"],
    ['plugins/example/src/a.test.ts', "import { x } from '@rollcall/core/testing';"],
    ['test/a.ts', "import { x } from '@rollcall/core/testing';"],
    ['host/src/a.ts', "import { join } from 'node:path';"],
    ['core/src/a.ts', "// import { x } from '@rollcall/host';"],
    ['core/src/a.ts', "import type { x } from './index.js';"],
  ])('allows in %s: %s', (path, text) => {
    expect(faultsIn({ [path]: text })).toEqual([]);
  });
});

describe('importsOf', () => {
  it('finds every form of import, over several lines too', () => {
    const text = [
      "import 'a';",
      'import {\n  one,\n  type Two,\n} from "b";',
      "export type { Three } from 'c';",
      "const later = import('d'), address = 'https://host//x';",
      "/* import 'e'; */ const text = `import 'f'`;",
    ].join('\n');

    expect(importsOf(text).sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('findCycles', () => {
  it('finds a planted circle wherever it closes, and none in a chain', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        fc.boolean(),
        (length, back, closes) => {
          const chain = Array.from({ length }, (_, index) => ({
            from: `f${index}`,
            specifier: './x.js',
            to: `f${index + 1}`,
          }));
          const start = back % (length + 1);
          const closing = { from: `f${length}`, specifier: './x.js', to: `f${start}` };

          const cycles = findCycles(closes ? [closing, ...chain] : chain);

          const circle = Array.from(
            { length: length + 1 - start },
            (_, index) => `f${start + index}`,
          );
          expect(cycles.map((cycle) => cycle.sort())).toEqual(closes ? [circle.sort()] : []);
        },
      ),
    );
  });
});
