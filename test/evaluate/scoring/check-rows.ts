import type { Evaluation } from '../evaluate.js';
import type { CheckScore } from './score.js';
import { type Share, together } from './share.js';

/** A check over all companies. */
export interface CheckRow {
  readonly check: string;
  readonly kind: CheckScore['kind'];
  readonly status: CheckScore['status'];
  readonly isLiteral: boolean;
  readonly findings: number;
  readonly precision: Share;
  readonly recall: Share;
}

/** One row for each check, over all companies. */
export function checkRows(evaluations: readonly Evaluation[]): readonly CheckRow[] {
  const scores = evaluations.flatMap(({ score }) => score.checks);
  return [...Map.groupBy(scores, ({ check }) => check)].flatMap(([check, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const { kind, status, isLiteral } = first;
    return {
      check,
      kind,
      status,
      isLiteral,
      findings: own.reduce((sum, { findings }) => sum + findings, 0),
      precision: together(own.map(({ precision }) => precision)),
      recall: together(own.map(({ recall }) => recall)),
    };
  });
}
