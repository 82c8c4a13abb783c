import { readFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';

import { RollcallError } from '@rollcall/core';

import type { CliIo } from './io.js';
import { usageError, write } from './output.js';
import { splitAssignment } from './settings.js';

const sources = 'env:VARIABLE, file:PATH, or - for standard input';
const maxSecretBytes = 1_048_576;
/** Enter, and the keys that end or give up the input. */
const endKeys = new Set(['\r', '\n', '\u0003', '\u0004']);

/**
 * Reads `--secret key=env:VAR|file:PATH|-` values. Nothing of a secret is ever repeated in an error.
 * @throws `USAGE_INVALID` for another kind of source, `INPUT_INVALID` for one that gives nothing
 */
export async function secretsFrom(
  assignments: readonly string[],
  io: CliIo,
): Promise<Record<string, string>> {
  const split = assignments.map((assignment) => splitAssignment(assignment, '--secret'));
  const fromStdin = split.filter(([, source]) => source === '-');
  if (fromStdin.length > 1 && !io.stdinIsTty) {
    throw usageError(
      `standard input can give one secret, not ${fromStdin.length}`,
      'Give the others with env:VARIABLE or file:PATH.',
    );
  }
  for (const [key, source] of split) assertSource(key, source, `--secret ${key}=`);
  const secrets: Record<string, string> = {};
  for (const [key, source] of split) secrets[key] = await readSecret(key, source, io);
  return secrets;
}

/**
 * Reads the one secret of a flag such as `--new-key env:VAR`.
 * @throws as `secretsFrom`
 */
export function secretOf(flag: string, source: string, io: CliIo): Promise<string> {
  assertSource(flag, source, `${flag} `);
  return readSecret(flag, source, io);
}

function assertSource(key: string, source: string, before: string): void {
  if (source === '-' || /^(env|file):./.test(source)) return;
  throw usageError(
    `the source of secret ${key} is not understood`,
    `A secret is never given on the command line itself, where others see it. Write ${before}and ${sources}.`,
  );
}

async function readSecret(key: string, source: string, io: CliIo): Promise<string> {
  const value = await readSource(key, source, io);
  if (value === '')
    throw gaveNothing(key, `${source === '-' ? 'standard input' : source} is empty`);
  return value;
}

async function readSource(key: string, source: string, io: CliIo): Promise<string> {
  if (source === '-') {
    return io.stdinIsTty
      ? promptHidden(`${key}: `, io)
      : withoutLastNewline(await readAll(io.stdin));
  }
  if (source.startsWith('env:')) {
    const name = source.slice('env:'.length);
    const value = io.env[name];
    if (value === undefined) throw gaveNothing(key, `the environment variable ${name} is not set`);
    return value;
  }
  return withoutLastNewline(await readSecretFile(key, source.slice('file:'.length)));
}

async function readSecretFile(key: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw gaveNothing(key, `the file ${path} cannot be read (${reason})`, cause);
  }
}

function gaveNothing(key: string, reason: string, cause?: unknown): RollcallError {
  return new RollcallError('INPUT_INVALID', `secret ${key}: ${reason}`, {
    hint: `Give it with ${sources}. Nothing was changed.`,
    cause,
  });
}

function withoutLastNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}

async function readAll(stdin: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > maxSecretBytes) {
      throw new RollcallError('INPUT_INVALID', 'standard input is longer than a secret can be');
    }
  }
  return text;
}

/** A terminal in raw mode shows nothing of what is typed. */
interface RawInput extends Readable {
  setRawMode(isRaw: boolean): unknown;
}

function isRawInput(stream: Readable): stream is RawInput {
  return 'setRawMode' in stream && typeof stream.setRawMode === 'function';
}

async function promptHidden(question: string, io: CliIo): Promise<string> {
  await write(io.stderr, question);
  if (isRawInput(io.stdin)) io.stdin.setRawMode(true);
  try {
    return await readLine(io.stdin, io.stderr);
  } finally {
    if (isRawInput(io.stdin)) io.stdin.setRawMode(false);
    io.stdin.pause();
  }
}

/** One line of a terminal, by its keys: Backspace deletes, Ctrl-C gives up. */
function readLine(stdin: Readable, stderr: Writable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (finish: () => void): void => {
      stdin.off('data', take);
      stderr.write('\n');
      finish();
    };
    const take = (chunk: unknown): void => {
      for (const key of String(chunk)) {
        if (endKeys.has(key)) {
          end(
            key === '\u0003'
              ? () => reject(usageError('no secret was given'))
              : () => resolve(text),
          );
          return;
        }
        text = key === '\u007f' || key === '\b' ? text.slice(0, -1) : text + key;
      }
    };
    stdin.on('data', take);
    stdin.resume();
  });
}
