import type { Finding } from '../../api/findings.js';
import type { State, StateShape } from '../../components/state-line.js';
import { date } from '../../format/times.js';
import { findingWords as words } from '../../words/findings.js';

const shapes: Readonly<Record<Finding['status'], StateShape>> = {
  new: 'new',
  open: 'open',
  reopened: 'open',
  muted: 'muted',
  closed: 'decided',
  resolved: 'ok',
};

/** Where a finding is in its life, in words. */
export function findingState({
  status,
  mutedUntil,
  disposition,
}: Pick<Finding, 'status' | 'mutedUntil' | 'disposition'>): State {
  return { shape: shapes[status], words: wordsOf(status, mutedUntil, disposition) };
}

function wordsOf(
  status: Finding['status'],
  mutedUntil: string | null,
  disposition: Finding['disposition'],
): string {
  if (status === 'muted' && mutedUntil !== null) {
    return words.mutedUntil(date(new Date(mutedUntil)));
  }
  if (status === 'closed' && disposition !== null) {
    return words.closedAs(words.dispositions[disposition] ?? disposition);
  }
  return words.statuses[status];
}

/** Whether it waits for somebody. */
export function isActive({ status }: Pick<Finding, 'status'>): boolean {
  return status === 'new' || status === 'open' || status === 'reopened';
}
