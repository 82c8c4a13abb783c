import { type Manifest, RollcallError } from '@rollcall/core';

import { didYouMean } from './nearest.js';

/**
 * The text of a file that the setup guide offers.
 * @throws `NOT_FOUND` with the names that there are
 */
export function setupFile(manifest: Manifest, name: string): string {
  for (const { copy = [] } of manifest.setup ?? []) {
    const found = copy.find(({ file }) => file === name);
    if (found !== undefined) return found.value;
  }
  const names = setupFileNames(manifest);
  throw new RollcallError(
    'NOT_FOUND',
    `the setup guide of "${manifest.id}" has no file "${name}"`,
    {
      hint:
        names.length === 0
          ? 'It offers no files.'
          : `${didYouMean(name, names)} It offers: ${names.join(', ')}.`.trim(),
    },
  );
}

function setupFileNames({ setup = [] }: Manifest): readonly string[] {
  return setup.flatMap(({ copy = [] }) => copy.flatMap(({ file }) => file ?? []));
}
