/** Where the pass of a snapshot stream stands. */
export interface PassState {
  /** Number of the latest pass; 0 before the first. */
  readonly pass: number;
  /** When the open pass began; `undefined` when none is open. */
  readonly startedAt: Date | undefined;
  /** Plugin version that the open pass belongs to. */
  readonly owner: string | undefined;
}

const dayMs = 24 * 3600 * 1000;
const hourMs = 3600 * 1000;

/** Whether a run continues the open pass: it is younger than 24 hours and of the same owner. */
export function continuesPass(state: PassState, owner: string, now: Date): boolean {
  return (
    state.startedAt !== undefined &&
    state.owner === owner &&
    now.getTime() - state.startedAt.getTime() < dayMs
  );
}

/** What a complete pass found. */
export interface PassFinding {
  /** Rows that the pass did not see. */
  readonly missing: number;
  /** Rows that were there before, the missing ones included. */
  readonly present: number;
  /** When an earlier pass wanted to mark too many gone, and how many. */
  readonly shrank: { readonly at: Date; readonly gone: number } | undefined;
}

/**
 * Whether a pass may mark its missing rows as gone: at most 50 of them or 20 %, whichever is more,
 * unless a pass an hour or more ago found as many, give or take a tenth.
 */
export function mayMarkGone(finding: PassFinding, now: Date): boolean {
  if (finding.missing <= Math.max(50, finding.present * 0.2)) return true;
  return agrees(finding) && now.getTime() - (finding.shrank?.at.getTime() ?? 0) >= hourMs;
}

/** Whether the earlier pass found about as many missing: otherwise its hour begins anew. */
export function agrees({ missing, shrank }: Pick<PassFinding, 'missing' | 'shrank'>): boolean {
  return shrank !== undefined && missing <= shrank.gone * 1.1;
}
