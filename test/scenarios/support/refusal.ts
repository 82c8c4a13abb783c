import { expect } from 'vitest';

import type { Outcome } from './rollcall.js';
import type { ErrorJson } from './shapes.js';

/** What a refused command has to say. */
export interface Refusal {
  /** Exit status. Default 2. */
  readonly exit?: number;
  readonly code: string;
  /** Names what was wrong. */
  readonly says: RegExp;
  /** Names what to do. */
  readonly hints: RegExp;
}

/** Checks that a command with `--json` was refused with one error document on standard output and nothing else. */
export function expectRefused(outcome: Outcome, refusal: Refusal): void {
  expect(outcome.code, outcome.stdout + outcome.stderr).toBe(refusal.exit ?? 2);
  const document = outcome.json<ErrorJson>();
  expect(Object.keys(document)).toEqual(['error']);
  // a form with several mistakes also lists them one by one
  const { faults: _, ...error }: ErrorJson['error'] & { faults?: unknown } = document.error;
  expect(Object.keys(error)).toEqual(['code', 'message', 'hint']);
  expect(error.code).toBe(refusal.code);
  expect(error.message).toMatch(refusal.says);
  expect(error.hint).toMatch(refusal.hints);
  expect(outcome.stderr).not.toMatch(/\n\s+at |node:internal/);
}
