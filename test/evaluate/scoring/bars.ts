import type { Evaluation } from '../evaluate.js';
import { type CheckRow, checkRows } from './check-rows.js';
import { type Share, together } from './share.js';

/** What the product is held to, with the thresholds that it has without options. */
const bars = {
  /** Of the instances that a behavioural check claims; and of its findings, unless they state a fact. */
  share: 0.9,
  /** Alerts of high severity without a cause, per thousand accounts and day. */
  highWithoutCause: 1,
  /** Times fewer false alerts of impossible travel than without guards. */
  travelFewer: 30,
  /** Sign-ins a second, by all behavioural checks together. */
  fromMemory: 100_000,
  fromDatabase: 40_000,
} as const;

/** Every bar that is missed, in words; nothing when all are met. */
export function missedBars(evaluations: readonly Evaluation[]): readonly string[] {
  const rows = checkRows(evaluations).filter(({ kind }) => kind === 'behaviour');
  return [
    ...rows.flatMap(missedByCheck),
    ...missedByTravel(evaluations),
    ...evaluations.flatMap(missedByCompany),
  ];
}

function missedByCheck({ check, recall, precision, isLiteral }: CheckRow): readonly string[] {
  return [
    ...(isBelow(recall) ? [`${check} finds ${told(recall)} of what it claims`] : []),
    ...(!isLiteral && isBelow(precision) ? [`${check} is right in ${told(precision)}`] : []),
  ];
}

function missedByTravel(evaluations: readonly Evaluation[]): readonly string[] {
  const sum = (of: (evaluation: Evaluation) => number) =>
    evaluations.reduce((total, evaluation) => total + of(evaluation), 0);
  const without = sum(({ travel }) => travel.falseWithout);
  const withGuards = sum(({ travel }) => travel.falseWith);
  const found = together(evaluations.map(({ travel }) => travel.recallWith));
  const findable = together(evaluations.map(({ travel }) => travel.recallWithout));
  return [
    ...(without < withGuards * bars.travelFewer
      ? [`guards leave 1 of ${(without / withGuards).toFixed(1)} false alerts of impossible travel`]
      : []),
    ...(found.part < findable.part * bars.share
      ? [`guards leave ${found.part} of ${findable.part} impossible journeys`]
      : []),
  ];
}

function missedByCompany({ seed, score, signInsPerSecond }: Evaluation): readonly string[] {
  const { fromMemory, fromDatabase } = signInsPerSecond;
  const of = `seed ${seed}:`;
  return [
    ...(score.highWithoutCause > bars.highWithoutCause
      ? [`${of} ${score.highWithoutCause.toFixed(2)} high alerts without cause`]
      : []),
    ...(fromMemory < bars.fromMemory
      ? [`${of} ${Math.round(fromMemory)} sign-ins/s from memory`]
      : []),
    ...(fromDatabase !== null && fromDatabase < bars.fromDatabase
      ? [`${of} ${Math.round(fromDatabase)} sign-ins/s from the database`]
      : []),
  ];
}

function isBelow({ share }: Share): boolean {
  return share !== null && share < bars.share;
}

function told({ part, whole }: Share): string {
  return `${part} of ${whole}`;
}
