import type { SetUpChange } from '../../checks/sql/set-up-changes.js';
import type { AccessPath } from './access-facts.js';

/** One way by which somebody holds a capability, and where it is from. */
export interface HeldPath {
  readonly roleId: string;
  readonly role: string;
  readonly roleKind: string;
  readonly via: string;
  /** The earliest time that is proven; null when it was there at the first collection. */
  readonly since: string | null;
  /** What proves it: a change in the audit trail, or when Rollcall first saw it. */
  readonly sinceBy: 'audit trail' | 'first seen' | null;
  readonly grantedBy: {
    readonly auditEventId: string;
    readonly actorId: string | null;
    readonly actor: string | null;
  } | null;
  /** When the provider last changed the assignment. */
  readonly changedAt: string | null;
  readonly expiresAt: string | null;
}

/** An account and a capability that it holds. */
export interface Holder {
  /** The same in each report: `<integration>:<account>:<capability>`. */
  readonly line: string;
  readonly integrationId: string;
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly kind: string;
  readonly state: string;
  readonly lastSignInAt: string | null;
  readonly capability: string;
  readonly paths: readonly HeldPath[];
}

/** Groups paths by account and capability, and finds in the audit trail who gave them. Pure. */
export function holdersOf(
  integrationId: string,
  paths: readonly AccessPath[],
  grants: readonly SetUpChange[],
): readonly Holder[] {
  const byAccount = Map.groupBy(grants, ({ targetId }) => targetId);
  const byLine = Map.groupBy(
    paths,
    ({ accountId, capability }) => `${integrationId}:${accountId}:${capability}`,
  );
  return [...byLine].flatMap(([line, of]) => {
    const [first] = of;
    if (!first) return [];
    const own = byAccount.get(first.accountId) ?? [];
    return [
      {
        line,
        integrationId,
        accountId: first.accountId,
        username: first.username,
        displayName: first.displayName,
        kind: first.kind,
        state: first.state,
        lastSignInAt: first.lastSignInAt?.toISOString() ?? null,
        capability: first.capability,
        paths: of.map((path) => heldPath(path, own)),
      },
    ];
  });
}

function heldPath(path: AccessPath, grants: readonly SetUpChange[]): HeldPath {
  const grant = grants.findLast(({ objectName }) => names(objectName, path));
  const since = grant?.time ?? path.firstSeen;
  return {
    roleId: path.roleId,
    role: path.role,
    roleKind: path.roleKind,
    via: path.via,
    since: since?.toISOString() ?? null,
    sinceBy: grant ? 'audit trail' : path.firstSeen ? 'first seen' : null,
    grantedBy: grant
      ? { auditEventId: grant.id, actorId: grant.actorId, actor: grant.actor }
      : null,
    changedAt: path.changedAt?.toISOString() ?? null,
    expiresAt: path.expiresAt?.toISOString() ?? null,
  };
}

function names(objectName: string | null, { role, roleApiName }: AccessPath): boolean {
  const name = objectName?.toLowerCase();
  return name !== undefined && (name === role.toLowerCase() || name === roleApiName?.toLowerCase());
}

/** What two moments differ in, by account and capability. */
export interface AccessDifference {
  readonly added: readonly Holder[];
  readonly removed: readonly Holder[];
  /** Held at both, but by other roles. */
  readonly changed: readonly { readonly before: Holder; readonly after: Holder }[];
}

/** Compares who held what at two moments. Pure. */
export function differenceOf(
  before: readonly Holder[],
  after: readonly Holder[],
): AccessDifference {
  const earlier = new Map(before.map((holder) => [holder.line, holder]));
  const later = new Map(after.map((holder) => [holder.line, holder]));
  return {
    added: after.filter(({ line }) => !earlier.has(line)),
    removed: before.filter(({ line }) => !later.has(line)),
    changed: after.flatMap((holder) => {
      const was = earlier.get(holder.line);
      return was && rolesOf(was) !== rolesOf(holder) ? [{ before: was, after: holder }] : [];
    }),
  };
}

function rolesOf({ paths }: Holder): string {
  return paths
    .map(({ roleId, via }) => `${via}:${roleId}`)
    .sort()
    .join(' ');
}
