/** A query the org refuses. The message already points at the place, where there is one. */
export class SoqlError extends Error {
  override readonly name = 'SoqlError';

  constructor(
    readonly errorCode: string,
    message: string,
  ) {
    super(message);
  }
}

/** A refusal that shows the line of the query, a caret under the place, and row and column. */
export function errorAt(query: string, place: number, errorCode: string, text: string): SoqlError {
  const before = query.slice(0, place);
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = query.indexOf('\n', place);
  const line = query.slice(lineStart, lineEnd === -1 ? undefined : lineEnd);
  const row = before.split('\n').length;
  const column = place - lineStart + 1;
  const caret = `${' '.repeat(column - 1)}^`;
  return new SoqlError(
    errorCode,
    `\n${line}\n${caret}\nERROR at Row:${row}:Column:${column}\n${text}`,
  );
}
