import { useEffect, useRef, useState } from 'react';

import { type Check, type Draft, type TestOutcome, testDraft } from '../../api/drafts.js';

/** What a test of the form says by now. */
export type DraftTest =
  | { readonly phase: 'none' }
  | { readonly phase: 'running'; readonly checks: readonly Check[] }
  | {
      readonly phase: 'done';
      readonly checks: readonly Check[];
      readonly outcome: TestOutcome;
      readonly tookMs: number;
      /** The field that was changed since; the result counts no more. */
      readonly changed: string | undefined;
    }
  | { readonly phase: 'broken'; readonly error: Error };

/** Runs tests of a form that is not saved; a new one replaces the one before. */
export interface DraftTesting {
  readonly test: DraftTest;
  readonly run: (draft: Draft) => Promise<void>;
  /** The field of that title was changed. */
  readonly changed: (field: string) => void;
}

/** The tests of one form. They end with the page. */
export function useDraftTest(plugin: string): DraftTesting {
  const [test, setTest] = useState<DraftTest>({ phase: 'none' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const run = async (draft: Draft) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const startedAt = performance.now();
    setTest({ phase: 'running', checks: [] });
    const onCheck = (check: Check) => setTest((present) => withCheck(present, check));
    try {
      const outcome = await testDraft(plugin, draft, { signal, onCheck });
      const tookMs = performance.now() - startedAt;
      const { checks } = outcome;
      setTest({ phase: 'done', checks, outcome, tookMs, changed: undefined });
    } catch (error) {
      if (signal.aborted) return;
      setTest({
        phase: 'broken',
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  };
  const changed = (field: string) =>
    setTest((present) =>
      present.phase === 'done' && present.changed === undefined
        ? { ...present, changed: field }
        : present,
    );
  return { test, run, changed };
}

function withCheck(present: DraftTest, check: Check): DraftTest {
  if (present.phase !== 'running') return present;
  return { phase: 'running', checks: [...present.checks, check] };
}
