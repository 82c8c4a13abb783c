import type { Cell } from '../cell.js';
import type { Document, Section } from '../document.js';
import type { AccessReport } from './access-report.js';
import { capabilityText } from './capability-words.js';
import type { HeldPath, Holder } from './holders.js';

/** The access review for people. */
export function accessDocument(report: AccessReport): Document {
  return {
    title: 'Access',
    header: report.header,
    lines: [answerOf(report), ...report.notes],
    figures: [],
    sections: [
      capabilitySection(report),
      holderSection('Who holds what', report.holders),
      holderSection('Gained', report.difference?.added ?? []),
      holderSection('Lost', report.difference?.removed ?? []),
      holderSection(
        'Held by other roles than before',
        (report.difference?.changed ?? []).map(({ after }) => after),
      ),
      changeSection(report),
    ],
    method,
    data: accessData(report),
  };
}

const method = [
  'An account holds a capability by its profile, by a permission set or by a group of them; what a group mutes is taken away.',
  'Since: the grant in the provider’s audit trail, else when Rollcall first saw the assignment. Nothing stands where it was there at the first collection.',
  'Which capabilities a role gives is as it is now, also in comparisons; changes to roles themselves are listed from the audit trail.',
  'Deactivated accounts are left out.',
];

function answerOf({ difference, holders, from, to }: AccessReport): string {
  const day = (instant: string): string => instant.slice(0, 10);
  if (!difference || from === null) {
    const accounts = new Set(
      holders.map(({ integrationId, accountId }) => `${integrationId} ${accountId}`),
    );
    return `${accounts.size} accounts hold capabilities that are reviewed, in ${holders.length} ways to be judged, as of ${to}.`;
  }
  const { added, removed } = difference;
  const between = `between ${day(from)} and ${day(to)}`;
  if (added.length === 0 && removed.length === 0) {
    return `Nobody gained or lost a privileged capability ${between}.`;
  }
  return `${added.length} privileged capabilities were gained and ${removed.length} lost ${between}.`;
}

function capabilitySection({ capabilities }: AccessReport): Section {
  const reviewed = capabilities.filter(({ isReviewed }) => isReviewed);
  return {
    title: 'Capabilities',
    columns: [
      { name: 'Capability' },
      { name: 'Holders', isNumber: true },
      { name: 'People', isNumber: true },
      { name: 'Machines', isNumber: true },
    ],
    rows: reviewed.map(({ title, holders, humans, services }) => [
      title,
      holders,
      humans,
      services,
    ]),
    chart: {
      title: 'Holders by capability',
      unit: 'accounts',
      direction: 'rows',
      series: ['People', 'Machines'],
      bars: reviewed.map(({ title, humans, services }) => ({
        label: title,
        values: [humans, services],
      })),
    },
  };
}

function holderSection(title: string, holders: readonly Holder[]): Section {
  return {
    title,
    columns: [
      { name: 'Username' },
      { name: 'Capability' },
      { name: 'By' },
      { name: 'Since' },
      { name: 'Granted by' },
      { name: 'Last sign-in' },
    ],
    rows: holders.map((holder) => [
      holder.username,
      capabilityText(holder.capability),
      holder.paths.map(pathText).join('; '),
      sinceOf(holder),
      [...new Set(holder.paths.flatMap(({ grantedBy }) => grantedBy?.actor ?? []))].join(', '),
      holder.lastSignInAt?.slice(0, 10) ?? '',
    ]),
  };
}

/** A way for people: `Data Export (permission set)`. */
function pathText({ role, roleKind, expiresAt }: HeldPath): string {
  const until = expiresAt === null ? '' : `, until ${expiresAt.slice(0, 10)}`;
  return `${role} (${roleKind.replaceAll('_', ' ')}${until})`;
}

function sinceOf({ paths }: Holder): string {
  const days = paths.flatMap(({ since }) => since?.slice(0, 10) ?? []);
  return days.sort()[0] ?? '';
}

function changeSection({ rightsChanges }: AccessReport): Section {
  return {
    title: 'Changes to rights, from the audit trail',
    columns: [
      { name: 'When' },
      { name: 'Who' },
      { name: 'What' },
      { name: 'Role' },
      { name: 'Whom' },
    ],
    rows: rightsChanges.map((change) => [
      change.at,
      change.delegate === null ? change.actor : `${change.delegate} as ${change.actor ?? '?'}`,
      change.class.replaceAll('_', ' '),
      change.role,
      change.target,
    ]),
  };
}

function accessData({ holders, difference }: AccessReport): Document['data'] {
  const columns = [
    'change',
    'integrationId',
    'accountId',
    'username',
    'kind',
    'state',
    'capability',
    'role',
    'roleKind',
    'via',
    'since',
    'sinceBy',
    'grantedBy',
    'expiresAt',
    'lastSignInAt',
  ];
  const rows = (change: string, of: readonly Holder[]): readonly (readonly Cell[])[] =>
    of.flatMap((holder) =>
      holder.paths.map((path) => [
        change,
        holder.integrationId,
        holder.accountId,
        holder.username,
        holder.kind,
        holder.state,
        holder.capability,
        path.role,
        path.roleKind,
        path.via,
        path.since,
        path.sinceBy,
        path.grantedBy?.actor ?? null,
        path.expiresAt,
        holder.lastSignInAt,
      ]),
    );
  const added = new Set(difference?.added.map(({ line }) => line));
  return {
    columns,
    rows: [
      ...rows(
        'held',
        holders.filter(({ line }) => !added.has(line)),
      ),
      ...rows('gained', difference?.added ?? []),
      ...rows('lost', difference?.removed ?? []),
    ],
  };
}
