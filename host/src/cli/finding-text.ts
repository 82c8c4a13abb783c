import type { CheckDescription, Severity } from '../checks/check.js';
import type { Disposition, Finding, FindingDetail, FindingEvent } from '../findings/finding.js';
import { count, countOf, localTime } from './format.js';
import { pairs, table } from './table.js';

const dispositionWords: Readonly<Record<Disposition, string>> = {
  fixed: 'fixed',
  'accepted-risk': 'accepted risk',
  expected: 'expected',
  'false-alarm': 'false alarm',
};

const eventWords: Readonly<Record<string, string>> = {
  found: 'Found',
  opened: 'Not new any more',
  severity: 'Severity changed',
  muted: 'Muted',
  'mute-ended': 'The mute ended',
  closed: 'Closed',
  resolved: 'Resolved: its cause is gone',
  reopened: 'Reopened',
};

/** The severity as people read it. */
function severityText(severity: Severity): string {
  return severity.charAt(0).toUpperCase() + severity.slice(1);
}

/** Where a finding is in its life, as people read it. */
export function findingStatusText(
  { status, disposition, mutedUntil }: Pick<Finding, 'status' | 'disposition' | 'mutedUntil'>,
  timeZone?: string,
): string {
  if (status === 'muted' && mutedUntil) return `Muted until ${localTime(mutedUntil, timeZone)}`;
  if (status === 'closed' && disposition) return `Closed: ${dispositionWords[disposition]}`;
  return status.charAt(0).toUpperCase() + status.slice(1);
}

/** Findings in a table, at most `mostRows` of them. */
export function findingsText(
  findings: readonly Finding[],
  { mostRows, timeZone }: { readonly mostRows: number; readonly timeZone?: string | undefined },
): string {
  const rows = findings
    .slice(0, mostRows)
    .map((finding) => [
      severityText(finding.severity),
      finding.id.slice(0, 8),
      findingStatusText(finding, timeZone),
      localTime(finding.lastSeen, timeZone),
      finding.title,
    ]);
  const more = findings.length - rows.length;
  return [
    table(
      [
        { head: 'SEVERITY' },
        { head: 'ID' },
        { head: 'STATUS' },
        { head: 'LAST SEEN' },
        { head: 'WHAT' },
      ],
      rows,
    ),
    ...(more > 0
      ? [`… and ${count(more)} more; narrow the list, or take it all with --json.`]
      : []),
  ].join('\n');
}

/** A finding with all that a person may ask of it. */
export function findingText(
  finding: FindingDetail,
  check: CheckDescription | undefined,
  timeZone?: string,
): string {
  const facts = Object.entries(finding.evidence.facts ?? {});
  const parts = [
    `${finding.title}\n${severityText(finding.severity)} · ${findingStatusText(finding, timeZone)} · seen since ${localTime(finding.firstSeen, timeZone)}, last ${localTime(finding.lastSeen, timeZone)}`,
    ...(check ? [`Why it matters\n${check.explanation}`] : []),
    ...(facts.length > 0
      ? [`What was seen\n${pairs(facts.map(([name, value]) => [words(name), valueText(value)]))}`]
      : []),
    ...evidenceText(finding),
    ...(check ? [`What to do\n${check.remediation}`, ...referencesText(check)] : []),
    `History\n${table(
      [{ head: 'WHEN' }, { head: 'WHAT' }, { head: 'WHO' }, { head: 'REASON' }],
      finding.history.map((event) => [
        localTime(event.at, timeZone),
        eventText(event, timeZone),
        event.actor ?? 'Rollcall',
        event.reason ?? '',
      ]),
    )}`,
    pairs([
      ['Check', `${finding.check} (version ${finding.checkVersion})`],
      ['Finding', finding.id],
    ]),
  ];
  return parts.join('\n\n');
}

function evidenceText({ records }: FindingDetail): readonly string[] {
  if (records.length === 0) return [];
  const byEntity = Map.groupBy(records, ({ entity }) => entity);
  const lines = [...byEntity].flatMap(([entity, all]) => [
    `${countOf(all.length, entity.replaceAll('_', ' '))}: ${all
      .slice(0, 5)
      .map(({ id }) => id)
      .join(', ')}${all.length > 5 ? ', …' : ''}`,
  ]);
  return [`Evidence, kept with the finding (--json shows it whole)\n${lines.join('\n')}`];
}

function referencesText({ references }: CheckDescription): readonly string[] {
  const all = [...(references.attack ?? []), ...(references.controls ?? [])];
  return all.length === 0 ? [] : [`References\n${all.join(', ')}`];
}

function eventText(event: FindingEvent, timeZone?: string): string {
  const what = eventWords[event.type] ?? event.type;
  if (event.type === 'severity') return `${what} to ${event.severity}`;
  if (event.type === 'closed' && event.disposition) {
    return `${what}: ${dispositionWords[event.disposition]}`;
  }
  return event.until ? `${what} until ${localTime(event.until, timeZone)}` : what;
}

/** `distanceKm` as `distance km`. */
function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}

function valueText(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'none';
  if (value === null) return '–';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
