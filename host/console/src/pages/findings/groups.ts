import type { Finding } from '../../api/findings.js';

/** A line of the queue: a finding, or those of one check folded into one. */
export type QueueRow =
  | { readonly kind: 'finding'; readonly key: string; readonly finding: Finding }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly check: string;
      /** Those that were loaded, most severe first. */
      readonly findings: readonly Finding[];
      /** How many there are in all. */
      readonly total: number;
      readonly isOpen: boolean;
    };

/** From so many on, findings of one check are one line. */
const fewestFolded = 4;

/** How the queue is folded. */
export interface Folding {
  /** How many findings each check has, also those that are not loaded. */
  readonly totals: Readonly<Record<string, number>>;
  /** Checks whose findings are shown one by one. */
  readonly open: readonly string[];
}

/** Folds findings of one check into one line, in the place of the first. Keeps the order otherwise. */
export function foldFindings(
  findings: readonly Finding[],
  { totals, open }: Folding,
): readonly QueueRow[] {
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  if (byCheck.size < 2) return findings.map(rowOf);
  const done = new Set<string>();
  return findings.flatMap((finding) => {
    const { check } = finding;
    const all = byCheck.get(check) ?? [];
    if (all.length < fewestFolded) return [rowOf(finding)];
    if (done.has(check)) return [];
    done.add(check);
    const isOpen = open.includes(check);
    const total = Math.max(totals[check] ?? 0, all.length);
    const group: QueueRow = {
      ...{ kind: 'group', key: `check:${check}`, check },
      ...{ findings: all, total, isOpen },
    };
    return isOpen ? [group, ...all.map(rowOf)] : [group];
  });
}

function rowOf(finding: Finding): QueueRow {
  return { kind: 'finding', key: finding.id, finding };
}

/** The findings of a row. */
export function findingsOf(row: QueueRow): readonly Finding[] {
  return row.kind === 'group' ? row.findings : [row.finding];
}
