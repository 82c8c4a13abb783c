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
  /** When an earlier pass wanted to mark too many gone. */
  readonly shrankAt: Date | undefined;
}

/**
 * Whether a pass may mark its missing rows as gone: at most 50 of them or 20 %, whichever is more,
 * unless a pass an hour or more ago found the same.
 */
export function mayMarkGone(finding: PassFinding, now: Date): boolean {
  if (finding.missing <= Math.max(50, finding.present * 0.2)) return true;
  return finding.shrankAt !== undefined && now.getTime() - finding.shrankAt.getTime() >= hourMs;
}
