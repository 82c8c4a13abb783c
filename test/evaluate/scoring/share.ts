/** A share with what it is a share of; null when that is nothing. */
export interface Share {
  readonly part: number;
  readonly whole: number;
  readonly share: number | null;
}

/** How large a company was. */
export interface Size {
  readonly accounts: number;
  readonly days: number;
}

/** The share that a part is of a whole. */
export function ratio(part: number, whole: number): Share {
  return { part, whole, share: whole === 0 ? null : part / whole };
}

/** Those of several companies together. */
export function together(shares: readonly Share[]): Share {
  return ratio(
    shares.reduce((sum, { part }) => sum + part, 0),
    shares.reduce((sum, { whole }) => sum + whole, 0),
  );
}
