import { didYouMean } from '../plugins/nearest.js';
import { usageError } from './output.js';

/**
 * The choice that was meant, in any case.
 * @throws `USAGE_INVALID` for another word, with the nearest and all that there are
 */
export function oneOf<Choice extends string>(
  option: string,
  given: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === given.toLowerCase());
  if (found !== undefined) return found;
  throw usageError(
    `${option} is not "${given}"`,
    `${didYouMean(given, choices)} Use one of: ${choices.join(', ')}.`.trim(),
  );
}
