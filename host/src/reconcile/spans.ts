/** What the latest comparison of a span came to. `differs` is being looked into; a `gap` is given up. */
export type SpanStatus = 'complete' | 'differs' | 'gap';

/** A span of a stream and its comparison with the provider. */
export interface ComparedSpan {
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** Records that are stored. */
  readonly stored: number;
  /** Records by the provider's own count. */
  readonly provider: number;
  readonly checkedAt: Date;
  readonly status: SpanStatus;
  /** How often it was read again since it first differed. */
  readonly readAgain: number;
  /** When that was last done. */
  readonly readAgainAt: Date | undefined;
}

/** A count of one span, on both sides. */
export interface Comparison {
  readonly from: Date;
  readonly to: Date;
  readonly stored: number;
  readonly provider: number;
  readonly at: Date;
}

/** A span that still differs after this many readings is a gap. */
export const mostReadings = 2;

/**
 * The spans of a stream after one more comparison (pure). It takes the place of what it overlaps, and
 * complete neighbours become one. Where more is stored than the provider has, nothing is missing: it
 * has deleted some.
 */
export function withComparison(
  spans: readonly ComparedSpan[],
  { at, ...counted }: Comparison,
): readonly ComparedSpan[] {
  const before = spans.find((span) => isSame(span, counted));
  const readAgain = before?.readAgain ?? 0;
  const isComplete = counted.stored >= counted.provider;
  const status = isComplete ? 'complete' : readAgain >= mostReadings ? 'gap' : 'differs';
  const compared: ComparedSpan = {
    ...counted,
    checkedAt: at,
    status,
    readAgain: isComplete ? 0 : readAgain,
    readAgainAt: isComplete ? undefined : before?.readAgainAt,
  };
  const others = spans.filter(({ from, to }) => to <= counted.from || from >= counted.to);
  return joinComplete([...others, compared]);
}

/** The spans after those that begin at these instants were read again (pure). */
export function withReadAgain(
  spans: readonly ComparedSpan[],
  begins: readonly Date[],
  at: Date,
): readonly ComparedSpan[] {
  const times = new Set(begins.map((begin) => begin.getTime()));
  return spans.map((span) =>
    times.has(span.from.getTime()) && span.status === 'differs'
      ? { ...span, readAgain: span.readAgain + 1, readAgainAt: at }
      : span,
  );
}

/** The same span; its beginning may have moved on with what the provider still keeps. */
function isSame(span: ComparedSpan, counted: { readonly from: Date; readonly to: Date }): boolean {
  return span.to.getTime() === counted.to.getTime() && span.from <= counted.from;
}

function joinComplete(spans: readonly ComparedSpan[]): readonly ComparedSpan[] {
  const joined: ComparedSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = joined.at(-1);
    if (last?.status === 'complete' && span.status === 'complete' && adjoins(last, span)) {
      joined[joined.length - 1] = join(last, span);
    } else joined.push(span);
  }
  return joined;
}

function adjoins(earlier: ComparedSpan, later: ComparedSpan): boolean {
  return earlier.to.getTime() === later.from.getTime();
}

function join(earlier: ComparedSpan, later: ComparedSpan): ComparedSpan {
  return {
    ...later,
    from: earlier.from,
    stored: earlier.stored + later.stored,
    provider: earlier.provider + later.provider,
    checkedAt: new Date(Math.min(earlier.checkedAt.getTime(), later.checkedAt.getTime())),
  };
}
