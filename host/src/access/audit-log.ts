import type { Clock } from '@rollcall/core';
import type { Kysely } from 'kysely';

import type { ActorKind } from '../db/access-tables.js';
import type { Tables } from '../db/tables.js';

/** One thing that somebody did, or tried. */
export interface AuditEntry {
  readonly actor: { readonly kind: ActorKind; readonly id?: string; readonly name: string };
  /** `<noun>.<verb>`, such as `integration.add`. */
  readonly action: string;
  /** What it was done to: an id or a name. */
  readonly object?: string | undefined;
  /** Where the request came from. */
  readonly address?: string;
  /** `refused`: the role does not allow it; `failed`: it was tried. */
  readonly result: 'done' | 'refused' | 'failed';
  /** Code of the error, unless it was done. */
  readonly code?: string | undefined;
}

/** An entry as it was stored. */
export interface StoredAuditEntry extends AuditEntry {
  /** Rises with time. */
  readonly id: string;
  readonly at: Date;
}

/** Which entries are wanted, latest first. */
export interface AuditQuery {
  readonly limit: number;
  /** Only those before this id. */
  readonly before?: string | undefined;
  /** Part of the actor's name. */
  readonly actor?: string | undefined;
  /** The noun of the action, or the whole of it. */
  readonly action?: string | undefined;
  readonly object?: string | undefined;
}

/** Rollcall's own record of who changed what: the one place that writes it, for API and command line. */
export class AuditLog {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly clock: Clock,
  ) {}

  /** Adds an entry. Entries are never changed. */
  async record({ actor, action, object, address, result, code }: AuditEntry): Promise<void> {
    await this.db
      .insertInto('rollcall.audit_log')
      .values({
        at: this.clock.now(),
        actor_kind: actor.kind,
        actor_id: actor.id ?? null,
        actor: actor.name.slice(0, 300),
        action,
        object: object?.slice(0, 300) ?? null,
        address: address ?? null,
        result,
        code: code ?? null,
      })
      .execute();
  }

  /** Entries, latest first. */
  async list({
    limit,
    before,
    actor,
    action,
    object,
  }: AuditQuery): Promise<readonly StoredAuditEntry[]> {
    let query = this.db.selectFrom('rollcall.audit_log').selectAll();
    if (before !== undefined) query = query.where('id', '<', Number(before));
    if (object !== undefined) query = query.where('object', '=', object);
    if (actor !== undefined) query = query.where('actor', 'ilike', `%${likeText(actor)}%`);
    if (action !== undefined) {
      query = query.where((eb) =>
        eb.or([eb('action', '=', action), eb('action', 'like', `${likeText(action)}.%`)]),
      );
    }
    const rows = await query.orderBy('id', 'desc').limit(limit).execute();
    return rows.map((row) => ({
      id: String(row.id),
      at: row.at,
      actor: {
        kind: row.actor_kind,
        name: row.actor,
        ...(row.actor_id === null ? {} : { id: row.actor_id }),
      },
      action: row.action,
      object: row.object ?? undefined,
      ...(row.address === null ? {} : { address: row.address }),
      result: row.result,
      code: row.code ?? undefined,
    }));
  }
}

/** Text that means itself in a LIKE pattern. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
