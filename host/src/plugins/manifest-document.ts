import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

import {
  type JsonPath,
  type ManifestFault,
  type PlacedFault,
  pointerOf,
} from './manifest-fault.js';

/** Largest manifest, in UTF-16 units. */
const maxManifestLength = 1_048_576;

/** A manifest's text as value and as places. */
export interface ManifestDocument {
  /** The parsed value; undefined when the text is not JSON. */
  readonly value: unknown;
  /** Syntax errors and duplicate names. */
  readonly faults: readonly ManifestFault[];
  /** Gives a fault its line and column. */
  place(fault: PlacedFault): ManifestFault;
}

const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a JSON value',
  InvalidNumberFormat: 'a number',
  PropertyNameExpected: 'a property name in double quotes',
  ValueExpected: 'a value',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a closing brace }',
  CloseBracketExpected: 'a closing bracket ]',
  EndOfFileExpected: 'the end of the file',
  InvalidCommentToken: 'JSON without comments',
  UnexpectedEndOfComment: 'JSON without comments',
  UnexpectedEndOfString: 'a closing quote',
  UnexpectedEndOfNumber: 'a whole number',
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u after a backslash',
  InvalidCharacter: 'no control characters in texts',
};

/** Reads a manifest's text: strict JSON, in which every name occurs once. A byte order mark is dropped. */
export function readDocument(source: string, file: string): ManifestDocument {
  const text = source.replace(/^\uFEFF/, '');
  const positions = new Positions(text);
  const at = (offset: number, path: JsonPath, message: string, expected: string) => ({
    file,
    ...positions.of(offset),
    pointer: pointerOf(path),
    message,
    expected,
  });
  const broken = (fault: ManifestFault): ManifestDocument => ({
    value: undefined,
    faults: [fault],
    place: (placed) => ({ ...at(0, placed.path, placed.message, placed.expected) }),
  });
  if (text.length > maxManifestLength) {
    return broken(at(0, [], 'The manifest is too long', 'at most 1 MiB'));
  }
  const parsed = parse(text);
  if (parsed.error !== undefined) {
    // What follows a syntax error is mostly its echo: only the first is a mistake of the author.
    const expected = syntaxWords[printParseErrorCode(parsed.error.error)] ?? 'valid JSON';
    return broken(at(parsed.error.offset, [], 'This is not JSON', expected));
  }
  if (parsed.root === undefined) {
    return broken(at(0, [], 'This is not JSON', 'an object that is not nested too deeply'));
  }
  const { root, value } = parsed;
  return {
    value,
    faults: [...duplicates(root, [])].map(({ node, path, name }) =>
      at(node.offset, path, `The name "${name}" occurs twice`, 'every name once in an object'),
    ),
    place: (fault) => ({
      ...at(offsetOf(root, fault), fault.path, fault.message, fault.expected),
      ...(fault.suggestion === undefined ? {} : { suggestion: fault.suggestion }),
    }),
  };
}

function parse(text: string): { root?: Node; value?: unknown; error?: ParseError } {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    const [error] = errors;
    if (error !== undefined || root === undefined) return error === undefined ? {} : { error };
    return { root, value: JSON.parse(text) };
  } catch {
    // Nested beyond the stack.
    return {};
  }
}

function* duplicates(
  node: Node,
  path: JsonPath,
): Generator<{ node: Node; path: JsonPath; name: string }> {
  const seen = new Set<string>();
  for (const [index, child] of (node.children ?? []).entries()) {
    const [key, value] = child.children ?? [];
    if (node.type === 'array') yield* duplicates(child, [...path, index]);
    if (node.type !== 'object' || key === undefined) continue;
    const name = String(key.value);
    if (seen.has(name)) yield { node: key, path: [...path, name], name };
    seen.add(name);
    if (value !== undefined) yield* duplicates(value, [...path, name]);
  }
}

/** The place of the fault, or of the nearest thing around it that exists. */
function offsetOf(root: Node, { path, atKey }: PlacedFault): number {
  let node = root;
  for (const part of path) {
    const inner = childOf(node, part);
    // Something that is missing is told where the thing begins that should hold it.
    if (inner === undefined) return startOf(node);
    node = inner;
  }
  return atKey === true ? startOf(node) : node.offset;
}

function childOf(node: Node, part: string | number): Node | undefined {
  if (node.type === 'array') return node.children?.[Number(part)];
  const property = node.children?.find(({ children }) => children?.[0]?.value === part);
  return property?.children?.[1];
}

/** Where the property that holds the node begins, else the node. */
function startOf(node: Node): number {
  return node.parent?.type === 'property' ? node.parent.offset : node.offset;
}

class Positions {
  readonly #lineStarts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#lineStarts.push(at + 1);
    }
  }

  of(offset: number): { line: number; column: number } {
    const after = this.#lineStarts.findIndex((start) => start > offset);
    const line = after < 0 ? this.#lineStarts.length : after;
    return { line, column: offset - (this.#lineStarts[line - 1] ?? 0) + 1 };
  }
}
