import { RollcallError } from '@rollcall/core';

import { isObject } from '../plugins/json-shape.js';
import type { FrameHeader } from './frames.js';

/** A message that breaks the protocol: the hook process is ended, the host goes on. */
export function protocolError(what: string, cause?: unknown): RollcallError {
  return new RollcallError('HOOK_PROTOCOL', `the hook process sent ${what}`, { cause });
}

/** A text of at most `maxLength` characters, not empty. */
export function readText(from: FrameHeader, key: string, maxLength: number): string {
  const value = from[key];
  if (typeof value === 'string' && value.length > 0 && value.length <= maxLength) return value;
  throw protocolError(`a ${key} that is no text of 1 to ${maxLength} characters`);
}

/** Like `readText`; `undefined` when absent. */
export function readOptionalText(
  from: FrameHeader,
  key: string,
  maxLength: number,
): string | undefined {
  return isAbsent(from[key]) ? undefined : readText(from, key, maxLength);
}

/** A text for people: cut at `maxLength` rather than refused. Empty when absent. */
export function readProse(from: FrameHeader, key: string, maxLength: number): string {
  const value = from[key] ?? '';
  if (typeof value !== 'string') throw protocolError(`a ${key} that is no text`);
  return value.length > maxLength ? `${value.slice(0, maxLength)}…` : value;
}

/** Like `readProse`; `undefined` when absent. */
export function readOptionalProse(
  from: FrameHeader,
  key: string,
  maxLength: number,
): string | undefined {
  return isAbsent(from[key]) ? undefined : readProse(from, key, maxLength);
}

/** A whole number from 0 to `max`. */
export function readCount(from: FrameHeader, key: string, max: number): number {
  const value = from[key];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max) {
    return value;
  }
  throw protocolError(`a ${key} that is no whole number from 0 to ${max}`);
}

/** One of the named values. */
export function readChoice<const T extends string>(
  from: FrameHeader,
  key: string,
  choices: readonly T[],
): T {
  const found = choices.find((choice) => choice === from[key]);
  if (found === undefined) throw protocolError(`a ${key} that is none of ${choices.join(', ')}`);
  return found;
}

/** Like `readChoice`; `undefined` when absent. */
export function readOptionalChoice<const T extends string>(
  from: FrameHeader,
  key: string,
  choices: readonly T[],
): T | undefined {
  return isAbsent(from[key]) ? undefined : readChoice(from, key, choices);
}

/** Yes or no. */
export function readBoolean(from: FrameHeader, key: string): boolean {
  const value = from[key];
  if (typeof value !== 'boolean') throw protocolError(`a ${key} that is neither true nor false`);
  return value;
}

/** An object inside the message. */
export function readObject(from: FrameHeader, key: string): FrameHeader {
  const value = from[key];
  if (!isObject(value)) throw protocolError(`a ${key} that is no object`);
  return value;
}

/** An object of texts: at most 100, each of at most 16 KiB. `undefined` when absent. */
export function readTexts(from: FrameHeader, key: string): Record<string, string> | undefined {
  if (isAbsent(from[key])) return undefined;
  const names = Object.entries(readObject(from, key));
  if (names.length > 100) throw protocolError(`more than 100 ${key}`);
  const texts: Record<string, string> = {};
  for (const [name, value] of names) {
    if (typeof value !== 'string' || name.length > 256 || value.length > 16_384) {
      throw protocolError(`${key} that are not texts of at most 16 KiB`);
    }
    texts[name] = value;
  }
  return texts;
}

/** `{ [key]: value }`, or nothing when the value is absent: optional members stay absent. */
export function present<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  const found: { [P in K]?: T } = {};
  if (value !== undefined) found[key] = value;
  return found;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
