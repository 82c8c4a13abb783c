import type { Instance } from '../attacks/instance.js';
import type { Evaluation } from '../evaluate.js';
import type { Found } from '../judging/found.js';
import { resultTable } from './table.js';

const mostShown = 25;

/** Every miss and false alarm that fits, with what is needed to see why. */
export function reportOf(about: string, evaluations: readonly Evaluation[]): string {
  const parts = evaluations.flatMap(({ seed, score, instances }) => [
    `## Seed ${seed}`,
    '',
    '### Takeovers that no behavioural finding of medium or more rests on',
    '',
    ...score.missedTakeovers.map(describeInstance),
    '',
    ...score.checks.flatMap(({ check, missed, withoutCause, isLiteral }) => [
      `### ${check}${isLiteral ? ' (literal)' : ''}`,
      '',
      `missed: ${missed.length}`,
      '',
      ...missed.slice(0, mostShown).map(describeInstance),
      '',
      `without cause: ${withoutCause.length}`,
      '',
      ...spread(withoutCause).map(describeFound),
      '',
    ]),
    `planted: ${instances.length}`,
    '',
  ]);
  return ['# Evaluation', '', resultTable(about, evaluations), ...parts].join('\n');
}

function describeInstance(instance: Instance): string {
  const { id, accounts, from, to, traces, observed } = instance;
  const { entered, apartDays, ...facts } = observed;
  const lasted = traces.length === 0 ? '' : ` from ${iso(from)} to ${iso(to)}`;
  const ids = traces.slice(0, 3).map((trace) => trace.id);
  return (
    `- ${id}: ${traces.length} records${lasted}, accounts ${[...accounts].slice(0, 3).join(' ')}` +
    ` (${accounts.size}, entered ${entered.size}, apart on ${apartDays.size} days); ${JSON.stringify(facts)}; ${ids.join(' ')}`
  );
}

function describeFound({ severity, title, firstAt, lastAt, evidence, facts }: Found): string {
  const told = facts === undefined ? '' : JSON.stringify(facts).slice(0, 400);
  return `- ${severity} "${title}" ${iso(firstAt)}..${iso(lastAt)} ${told} ${evidence.slice(0, 4).join(' ')}`;
}

/** Some from all over the year. */
function spread(findings: readonly Found[]): readonly Found[] {
  const every = Math.max(1, Math.floor(findings.length / mostShown));
  return findings.filter((_, index) => index % every === 0).slice(0, mostShown);
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
