import type { AccessReport } from '../reports/access/access-report.js';
import { capabilityText } from '../reports/access/capability-words.js';
import type { HeldPath, Holder } from '../reports/access/holders.js';
import type { AccessLine } from './review.js';

type Basis = Pick<AccessReport, 'holders' | 'difference'>;

/**
 * Each way by which an account holds a reviewed capability: what was gained since the earlier moment
 * first, then by capability as the report orders them. What was lost is no line: nothing is left to
 * judge. Pure.
 */
export function accessLines({ holders, difference }: Basis): readonly AccessLine[] {
  const gained = new Set(difference?.added.map(({ line }) => line));
  const before = new Map(difference?.changed.map((each) => [each.before.line, each.before]));
  const lines = holders.flatMap((holder) =>
    holder.paths.map((path) => lineOf(holder, path, changeOf(holder, path, { gained, before }))),
  );
  return [
    ...lines.filter(({ change }) => change !== 'held'),
    ...lines.filter(({ change }) => change === 'held'),
  ];
}

function changeOf(
  { line }: Holder,
  path: HeldPath,
  was: { readonly gained: ReadonlySet<string>; readonly before: ReadonlyMap<string, Holder> },
): AccessLine['change'] {
  if (was.gained.has(line)) return 'gained';
  const earlier = was.before.get(line);
  const isSame = ({ roleId, via }: HeldPath): boolean => roleId === path.roleId && via === path.via;
  return earlier && !earlier.paths.some(isSame) ? 'other role' : 'held';
}

function lineOf(holder: Holder, path: HeldPath, change: AccessLine['change']): AccessLine {
  return {
    kind: 'access',
    integrationId: holder.integrationId,
    accountId: holder.accountId,
    username: holder.username,
    displayName: holder.displayName,
    accountKind: holder.kind,
    capability: holder.capability,
    capabilityTitle: capabilityText(holder.capability),
    role: path.role,
    roleKind: path.roleKind,
    via: path.via,
    since: path.since,
    sinceBy: path.sinceBy,
    grantedBy: path.grantedBy?.actor ?? null,
    expiresAt: path.expiresAt,
    lastSignInAt: holder.lastSignInAt,
    change,
  };
}
