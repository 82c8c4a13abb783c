import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** When this demo was run first: a later run meets the same org, with the same records. */
export async function demoBeginning(home: string): Promise<string> {
  const path = join(home, 'demo-began-at');
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined) return known.trim();
  const now = new Date().toISOString();
  await mkdir(home, { recursive: true, mode: 0o700 });
  await writeFile(path, `${now}\n`);
  return now;
}
