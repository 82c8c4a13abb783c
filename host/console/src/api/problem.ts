/** One mistake of a form or a request. */
export interface Fault {
  readonly message: string;
  /** JSON pointer into the config. */
  readonly pointer?: string | undefined;
  readonly field?: string | undefined;
  readonly keyword?: string | undefined;
}

/** What the host answered instead of what was asked (RFC 9457), or that it did not answer. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Names the kind of error for ever. */
  readonly code: string;
  /** What the person can do. */
  readonly hint: string;
  readonly faults: readonly Fault[];

  constructor(body: ProblemBody, status: number) {
    super(body.detail);
    this.status = status;
    this.code = body.code;
    this.hint = body.hint;
    this.faults = body.faults ?? [];
  }
}

interface ProblemBody {
  readonly detail: string;
  readonly code: string;
  readonly hint: string;
  readonly faults?: readonly Fault[];
}

/** Whether an error is an answer of the host, or its absence. */
export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

/** Reads a refusal; anything that is no problem document becomes one. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  return new Problem(parse(text) ?? unknownAnswer(response.status), response.status);
}

/** The host could not be reached at all. */
export function unreachable(cause: unknown): Problem {
  const problem = new Problem(
    {
      code: 'HOST_UNREACHABLE',
      detail: 'Rollcall does not answer',
      hint: 'Check your connection and that the host is running; this page tries again by itself.',
    },
    0,
  );
  problem.cause = cause;
  return problem;
}

function parse(text: string): ProblemBody | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return isBody(found) ? found : undefined;
  } catch {
    // not from the host: a proxy's page
    return undefined;
  }
}

function isBody(value: unknown): value is ProblemBody {
  return (
    typeof value === 'object' &&
    value !== null &&
    'detail' in value &&
    typeof value.detail === 'string' &&
    'code' in value &&
    'hint' in value
  );
}

function unknownAnswer(status: number): ProblemBody {
  return {
    code: 'ANSWER_UNKNOWN',
    detail: `Rollcall answered with status ${status}`,
    hint: 'Look into the log of the host, or of the proxy before it.',
  };
}
