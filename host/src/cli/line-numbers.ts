import { usageError } from './output.js';

const mostLines = 100_000;

/**
 * Numbers of lines as people write them: `3`, `5-9`, `1,4`.
 * @throws `USAGE_INVALID`
 */
export function lineNumbers(texts: readonly string[]): readonly number[] {
  const numbers = texts.flatMap((text) => text.split(',')).flatMap(numbersOf);
  if (numbers.length <= mostLines) return numbers;
  throw usageError(`that is more than ${mostLines.toLocaleString('en-US')} lines`);
}

function numbersOf(text: string): readonly number[] {
  const [, first, last] = /^([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?$/.exec(text) ?? [];
  const from = Number(first);
  const to = last === undefined ? from : Number(last);
  if (first === undefined || to < from) {
    throw usageError(`"${text}" is no line`, 'Write numbers or spans: 3 5-9, or "waiting".');
  }
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
