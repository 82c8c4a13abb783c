import { type Answer, api, bodyOf, presentCsrfToken } from './client.js';
import { serverEvents } from './event-lines.js';
import { type Fault, problemOf, unreachable } from './problem.js';

/** A form that is not saved. */
export interface Draft {
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** The integration that the form edits: its stored secrets are used where none is entered. */
  readonly integrationId?: string;
}

/** The outcome of a connectivity test. */
export type TestOutcome = Answer<'/plugins/{id}/config/test', 'post'>;

/** One check of a test. */
export type Check = TestOutcome['checks'][number];

/** The mistakes of a form, as the host sees them; nothing is stored. */
export async function validateDraft(
  plugin: string,
  { config, secrets }: Pick<Draft, 'config' | 'secrets'>,
): Promise<readonly Fault[]> {
  const params = { path: { id: plugin } };
  const body = { config, secrets };
  return (await bodyOf(api.POST('/plugins/{id}/config/validate', { params, body }))).faults;
}

/**
 * Tests a form that is not saved, telling each check as it comes.
 * @throws a `Problem` for a form with mistakes, or when the test broke off
 */
export async function testDraft(
  plugin: string,
  draft: Draft,
  options: { readonly signal: AbortSignal; readonly onCheck: (check: Check) => void },
): Promise<TestOutcome> {
  const response = await fetch(`/api/v1/plugins/${encodeURIComponent(plugin)}/config/test`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'x-csrf-token': presentCsrfToken(),
    },
    body: JSON.stringify(draft),
    signal: options.signal,
  }).catch((cause) => {
    throw unreachable(cause);
  });
  if (!response.ok || !response.body) throw await problemOf(response);
  for await (const { event, data } of serverEvents(response.body)) {
    if (event === 'check' && isCheck(data)) options.onCheck(data);
    if (event === 'end' && isOutcome(data)) return data;
  }
  throw unreachable(new Error('the test ended without an outcome'));
}

function isCheck(data: unknown): data is Check {
  return typeof data === 'object' && data !== null && 'status' in data && 'title' in data;
}

function isOutcome(data: unknown): data is TestOutcome {
  return typeof data === 'object' && data !== null && 'connected' in data && 'checks' in data;
}
