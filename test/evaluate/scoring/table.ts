import type { Evaluation } from '../evaluate.js';
import { missedBars } from './bars.js';
import { checkRows } from './check-rows.js';
import type { Score } from './score.js';
import type { Share } from './share.js';

/** The figures of all companies as Markdown. */
export function resultTable(about: string, evaluations: readonly Evaluation[]): string {
  const rows = checkRows(evaluations).map((row) =>
    line([
      row.check,
      row.kind,
      row.status === 'unavailable' ? 'unavailable' : String(row.findings),
      row.isLiteral ? `literal; ${percent(row.precision)}` : percent(row.precision),
      percent(row.recall),
    ]),
  );
  return [
    about,
    '',
    line(['check', 'kind', 'findings', 'precision', 'recall']),
    line(['---', '---', '---:', '---:', '---:']),
    ...rows,
    '',
    ...evaluations.flatMap(summary),
    ...barLines(evaluations),
  ].join('\n');
}

function barLines(evaluations: readonly Evaluation[]): readonly string[] {
  const missed = missedBars(evaluations);
  return missed.length === 0
    ? ['All bars are met.']
    : ['Bars that are missed:', ...missed.map((bar) => `- ${bar}`)];
}

/** The same for programs. */
export function asJson(evaluations: readonly Evaluation[]): string {
  const companies = evaluations.map(
    ({ score: { checks: _, missedTakeovers: __, ...rest }, instances, ...own }) => ({
      ...own,
      score: rest,
      planted: instances.length,
    }),
  );
  const missed = missedBars(evaluations);
  return JSON.stringify({ checks: checkRows(evaluations), companies, missed }, null, 2);
}

function summary(evaluation: Evaluation): readonly string[] {
  const { seed, score, travel, statistics, signInsPerSecond, peakBytes, seconds } = evaluation;
  const rates = Object.entries(score.alerts).map(
    ([severity, rate]) => `${severity} ${fixed(rate)}`,
  );
  return [
    `Seed ${seed}: ${statistics.signIns} sign-ins.`,
    `- alerts per 1,000 accounts and day: ${rates.join(', ')}; high without cause ${fixed(score.highWithoutCause)}`,
    `- whole takeovers found: ${tiers(score.takeovers)}; begun in the first 30 days: ${tiers(score.takeoversInFirst30Days)}`,
    ...score.atBudget.map(
      ({ alerts, takeovers }) =>
        `- with the ${alerts} most severe alerts per 1,000 accounts and day: ${percent(takeovers)} of them`,
    ),
    `- impossible travel, false alerts per 1,000 accounts and day: ${fixed(travel.falseWithout)} without guards, ${fixed(travel.falseWith)} with (${travel.fewer === null ? 'none' : `${fixed(travel.fewer)}× fewer`}); recall ${percent(travel.recallWithout)} and ${percent(travel.recallWith)}`,
    `- sign-ins/s: ${speeds(signInsPerSecond)} (${fixed(seconds.behaviour)} s; sets ${setTimes(seconds.sets)}; loading ${fixed(seconds.loading)} s), peak memory ${Math.round(peakBytes / 1e6)} MB`,
    '',
  ];
}

function speeds({ fromMemory, fromDatabase }: Evaluation['signInsPerSecond']): string {
  const fromBoth = `${Math.round(fromMemory)} from memory`;
  return fromDatabase === null
    ? fromBoth
    : `${fromBoth}, ${Math.round(fromDatabase)} from the database`;
}

/** All together, and the slowest three. */
function setTimes(seconds: Evaluation['seconds']['sets']): string {
  const each = Object.entries(seconds).sort(([, one], [, other]) => other - one);
  const all = each.reduce((sum, [, one]) => sum + one, 0);
  const slowest = each.slice(0, 3).map(([check, one]) => `${check} ${fixed(one)}`);
  return `${fixed(all)} s, of these ${slowest.join(', ')}`;
}

function tiers({ any, medium, high }: Score['takeovers']): string {
  return `${percent(any)} by any, ${percent(medium)} by medium, ${percent(high)} by high alerts`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function percent({ part, whole, share }: Share): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} % (${part}/${whole})`;
}

function fixed(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
