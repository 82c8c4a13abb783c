import { isObject } from '../plugins/json-shape.js';
import type { CompletenessLine } from '../reports/sign-ins/completeness.js';

/** Name of the file that lists all others. */
export const manifestName = 'MANIFEST.json';

/** Name and version of the form of packs. */
export const packFormat = 'rollcall-evidence/1';

/** One file of a pack. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** Lines of data, without a head; null where the file is no list. */
  readonly records: number | null;
}

/** What a pack says of itself. */
export interface PackContents {
  /** What it is evidence of, in words. */
  readonly title: string;
  readonly kind: 'sign-ins' | 'sign-in review' | 'access review';
  /** UTC. Nothing else differs between two packs of the same facts. */
  readonly madeAt: string;
  /** Name and version of the program. */
  readonly tool: string;
  /** Version of the catalogue of checks. */
  readonly catalogue: string;
  /** Filters, as they were applied. */
  readonly parameters: Readonly<Record<string, string | number | null>>;
  readonly completeness: readonly CompletenessLine[];
  /** Null where nothing was reviewed. */
  readonly review: {
    readonly id: string;
    readonly lines: number;
    readonly accepted: number;
    readonly questioned: number;
    readonly revoked: number;
    readonly reviewer: string | null;
    readonly completedAt: string | null;
  } | null;
}

/** `MANIFEST.json`. */
export interface PackManifest extends PackContents {
  readonly format: typeof packFormat;
  readonly files: readonly PackedFile[];
}

/** The manifest in a text; a sentence that says what is wrong where it is none. */
export function parseManifest(text: string): PackManifest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (!isObject(value)) return 'it is no JSON object';
  if (value.format !== packFormat) return `its format is not ${packFormat}`;
  if (!isManifest(value)) return 'it lacks parts that every manifest has';
  return value;
}

function isManifest(value: object): value is PackManifest {
  const { title, kind, madeAt, tool, catalogue, parameters, completeness, files, review } =
    value as Partial<Record<keyof PackManifest, unknown>>;
  const texts = [title, kind, madeAt, tool, catalogue];
  return (
    texts.every((each) => typeof each === 'string') &&
    isObject(parameters) &&
    Array.isArray(completeness) &&
    completeness.every(isObject) &&
    (review === null || isObject(review)) &&
    Array.isArray(files) &&
    files.every(isPackedFile)
  );
}

function isPackedFile(value: unknown): value is PackedFile {
  if (!isObject(value)) return false;
  const { name, bytes, sha256, records } = value as Partial<Record<keyof PackedFile, unknown>>;
  const isSha256 = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  return (
    isSha256 &&
    typeof name === 'string' &&
    Number.isSafeInteger(bytes) &&
    (records === null || Number.isSafeInteger(records))
  );
}
