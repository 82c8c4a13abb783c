import { type ConnectivityCheck, hasCode, type RollcallError } from '@rollcall/core';

import { endingError } from './ending-error.js';

/** What a connectivity test found out. */
export interface ConnectivityVerdict {
  readonly connected: boolean;
  /** Every check; one of them failed unless `connected`. */
  readonly checks: readonly ConnectivityCheck[];
  /** Set when the ceiling kept the test from being done: it says nothing about the connection. */
  readonly paused?: RollcallError;
}

/** A test under way. */
export interface TestUnderWay {
  /** The checks, as the plugin gives them. */
  readonly checks: AsyncIterable<ConnectivityCheck>;
  /** The error of the broker after which nothing was sent, also when the plugin swallowed it. */
  readonly stopped: () => RollcallError | undefined;
  readonly signal: AbortSignal;
  /** Told each check as it comes. */
  readonly onCheck: (check: ConnectivityCheck) => Promise<void> | void;
}

/**
 * Reads a test to its end and judges it, the same for integrations that are saved and that are not.
 * Gives `undefined` when a person cancelled it.
 * @throws `LEASE_LOST`; `DATABASE_UNAVAILABLE`; the abort reason when this process stops
 */
export async function judgeConnectivity(
  test: TestUnderWay,
): Promise<ConnectivityVerdict | undefined> {
  const { signal, stopped, onCheck } = test;
  const checks: ConnectivityCheck[] = [];
  let stop: RollcallError | undefined;
  try {
    for await (const check of test.checks) {
      signal.throwIfAborted();
      checks.push(check);
      await onCheck(check);
    }
    stop = stopped();
  } catch (caught) {
    stop = endingError(stopped() ?? caught, signal);
  }
  if (hasCode(stop, 'RUN_CANCELLED')) return undefined;
  if (stop !== undefined && hasCode(stop, 'QUOTA_CEILING')) {
    return { connected: false, checks: [quotaCheck(stop)], paused: stop };
  }
  const shown = stop ? withFailure(checks, stop) : checks;
  const connected = shown.length > 0 && shown.every((check) => check.status !== 'failed');
  return { connected, checks: shown };
}

function withFailure(
  checks: readonly ConnectivityCheck[],
  error: RollcallError,
): readonly ConnectivityCheck[] {
  const told = checks.some((check) => check.status === 'failed');
  if (told) return checks;
  return [
    ...checks,
    {
      id: 'connection',
      title: 'The provider can be reached',
      status: 'failed',
      detail: error.message,
      hint: error.hint,
      ...(error.setupStep === undefined ? {} : { setupStep: error.setupStep }),
    },
  ];
}

function quotaCheck(error: RollcallError): ConnectivityCheck {
  return {
    id: 'quota',
    title: 'Requests are left below the ceiling',
    status: 'failed',
    detail: error.message,
    hint: error.hint,
  };
}
