/** Where something is in a JSON document: property names and array indexes from the root. */
export type JsonPath = readonly (string | number)[];

/** One mistake in a manifest. */
export interface ManifestFault {
  /** The file as it was named by the caller. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** JSON pointer to the place; of something missing, to where it belongs. */
  readonly pointer: string;
  /** What is wrong, with the value that mattered. */
  readonly message: string;
  /** What would be right, with an example where there is one. */
  readonly expected: string;
  /** The valid name nearest to the given one. */
  readonly suggestion?: string;
}

/** A mistake before it has a line and a column. */
export interface PlacedFault {
  /** Where it is. */
  readonly path: JsonPath;
  /** Whether the property's name is meant rather than its value. */
  readonly atKey?: boolean;
  /** See `ManifestFault.message`. */
  readonly message: string;
  /** See `ManifestFault.expected`. */
  readonly expected: string;
  /** See `ManifestFault.suggestion`. */
  readonly suggestion?: string | undefined;
}

/** Takes one mistake that a rule found. */
export type Report = (fault: PlacedFault) => void;

/** The JSON pointer (RFC 6901) of a path; empty for the root. */
export function pointerOf(path: JsonPath): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The parts of a JSON pointer; array indexes stay texts. */
export function pathOf(pointer: string): readonly string[] {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** One fault as a line for people: `plugin.json:12:5 /auth/type: …`. */
export function faultText(fault: ManifestFault): string {
  const place = `${fault.file}:${fault.line}:${fault.column} ${fault.pointer}`.trimEnd();
  const instead = fault.suggestion === undefined ? '' : ` Did you mean "${fault.suggestion}"?`;
  return `${place}: ${fault.message}. Expected: ${fault.expected}.${instead}`;
}
