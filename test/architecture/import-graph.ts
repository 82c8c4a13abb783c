import { posix } from 'node:path';

import { type Files, isCode } from './source-files.js';

/** One import statement: which file asks for what, and the file of ours that answers (none for npm packages). */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly to: string | undefined;
}

const stringsAndComments =
  /(['"])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\[\s\S]|[^\\`])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const importForms = [
  /\b(?:import|export)\b[^;'"`()]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /\bimport\s*['"]([^'"]+)['"]/g,
  /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
];

/** What a source text imports or re-exports: static, dynamic and type-only alike; comments and templates do not count. */
export function importsOf(text: string): string[] {
  // What stays of the strings is what can be a specifier: code that is quoted does not import anything.
  const code = text.replace(stringsAndComments, (match) =>
    /^(['"])[^\s'"]+\1$/.test(match) ? match : "''",
  );
  return importForms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''));
}

/** Every import of every code file, resolved to our files by relative path or by the doors of our packages. */
export function importGraph(files: Files): Import[] {
  const doors = doorsOf(files);
  return [...files]
    .filter(([path]) => isCode(path))
    .flatMap(([from, text]) =>
      importsOf(text).map((specifier) => ({
        from,
        specifier,
        to: specifier.startsWith('.')
          ? resolveRelative(files, from, specifier)
          : doors.get(specifier),
      })),
    );
}

/** What packages of ours offer to others: import name → source file. */
function doorsOf(files: Files): ReadonlyMap<string, string> {
  const doors = new Map<string, string>();
  for (const [path, text] of files) {
    if (posix.basename(path) !== 'package.json') continue;
    const { name, exports = {} }: { name?: string; exports?: Record<string, unknown> } =
      JSON.parse(text);
    for (const [door, target] of Object.entries(exports)) {
      const source = typeof target === 'string' ? target : sourceOf(target);
      if (name && source)
        doors.set(posix.join(name, door), posix.join(posix.dirname(path), source));
    }
  }
  return doors;
}

function sourceOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('source' in target)) return undefined;
  return typeof target.source === 'string' ? target.source : undefined;
}

function resolveRelative(files: Files, from: string, specifier: string): string | undefined {
  const path = posix.join(posix.dirname(from), specifier);
  const stem = path.replace(/\.(js|mjs|ts|tsx)$/, '');
  const candidates = [path, `${stem}.ts`, `${stem}.tsx`, `${path}/index.ts`];
  return candidates.find((candidate) => files.has(candidate));
}

/** Groups of files that import each other in a circle (Tarjan's strongly connected components), type-only imports included. */
export function findCycles(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    if (to) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const cycles: string[][] = [];
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return cycles;

  function visit(file: string): void {
    order.set(file, order.size);
    lowest.set(file, order.size - 1);
    path.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!order.has(target)) visit(target);
      if (path.includes(target)) lowest.set(file, Math.min(low(file), low(target)));
    }
    if (low(file) === order.get(file)) closeComponent(file);
  }

  function closeComponent(file: string): void {
    const component = path.splice(path.indexOf(file));
    const importsItself = targets.get(file)?.includes(file) ?? false;
    if (component.length > 1 || importsItself) cycles.push(component);
  }

  function low(file: string): number {
    return lowest.get(file) ?? Number.POSITIVE_INFINITY;
  }
}
