import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const pages = fileURLToPath(new URL('../../../host/console/src/pages', import.meta.url));

interface Route {
  readonly path?: string;
  readonly children?: readonly Route[];
}

/** Every address of the console, as its pages declare them: `integrations/:id/runs`. */
export async function consoleRoutes(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const file of glob('*/routes.ts', { cwd: pages })) {
    const declared: Readonly<Record<string, readonly Route[]>> = await import(
      pathToFileURL(join(pages, file)).href
    );
    for (const routes of Object.values(declared)) found.push(...leavesOf(routes, ''));
  }
  return found.sort();
}

/** An address with the parameters filled in; `values` is keyed by the address up to the parameter. */
export function filledIn(route: string, values: Readonly<Record<string, string>>): string {
  const parts = route.split('/');
  const filled = parts.map((part, index) => {
    if (!part.startsWith(':')) return part;
    const key = parts.slice(0, index + 1).join('/');
    const value = values[key];
    if (value === undefined) throw new Error(`tell the tests a value for ${key}`);
    return value;
  });
  return `/${filled.join('/')}`;
}

function leavesOf(routes: readonly Route[], above: string): readonly string[] {
  return routes.flatMap(({ path, children }) => {
    if (path === undefined) return [];
    const whole = above === '' ? path : `${above}/${path}`;
    return children ? leavesOf(children, whole) : [whole];
  });
}
