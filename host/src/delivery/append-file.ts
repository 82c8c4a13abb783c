import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

import type { Attempt } from './attempt.js';

/** Made when it is missing, never followed where it is a link, read for its last byte only. */
const flags =
  constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
const newline = 0x0a;

/**
 * Appends one line, in one write, and waits until it is on the disk. A line that an earlier write left
 * in the middle is ended first.
 */
export async function appendLine(path: string, line: string): Promise<Attempt> {
  try {
    const file = await open(path, flags, 0o600);
    try {
      const start = (await endsInLine(file)) ? '' : '\n';
      const bytes = Buffer.from(`${start}${line}\n`, 'utf8');
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten < bytes.length) return fault(path, 'the disk is full');
      await file.datasync();
      return { isDelivered: true, detail: `appended to ${path}` };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fault(path, code === 'ELOOP' ? 'it is a link' : code);
  }
}

async function endsInLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] === newline;
}

function fault(path: string, reason: string): Attempt {
  return {
    isDelivered: false,
    detail: `${path} cannot be written: ${reason}`,
    isTargetFault: true,
  };
}
