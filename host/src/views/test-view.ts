import type { ConnectivityCheck } from '@rollcall/core';

import { checkView } from './run-view.js';

/** What a connectivity test said. */
export interface ToldTest {
  readonly connected: boolean;
  readonly checks: readonly ConnectivityCheck[];
}

/** A connectivity test as JSON has it, of an integration that is saved or not. */
export function testView(test: ToldTest): Record<string, unknown> {
  const { connected, checks } = test;
  return { connected, message: testMessage(test), checks: checks.map(checkView) };
}

/** The outcome in one line; exactly `Connected!` whenever the test connected, warnings or not. */
export function testMessage({ connected, checks }: ToldTest): string {
  if (connected) return 'Connected!';
  const failed = checks.filter(({ status }) => status === 'failed').length;
  return `Not connected: ${failed} of ${checks.length} ${checks.length === 1 ? 'check' : 'checks'} failed`;
}
