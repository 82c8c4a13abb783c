import type { AuditEvent } from '@rollcall/core';
import type { Pool } from 'pg';

/** What kind of change it is, in the normalised words of the entity. */
export type ChangeClass = NonNullable<AuditEvent['class']>;

/** A change to the set-up, with the accounts that it names. */
export interface SetUpChange {
  readonly id: string;
  readonly time: Date;
  readonly class: ChangeClass;
  readonly action: string;
  /** The provider's words. */
  readonly detail: string | null;
  readonly objectName: string | null;
  /** Who acted as the actor. */
  readonly delegate: string | null;
  readonly actorId: string | null;
  /** The actor's username, else its id. */
  readonly actor: string | null;
  readonly targetId: string | null;
  /** The target's username, else the name that the text has. */
  readonly target: string | null;
}

const mostChanges = 20_000;

/**
 * Changes of some classes since an instant, oldest first; the newest 20,000 where there are more.
 * A target that is told by name alone is found by username, or by a full name that only one has.
 */
export async function readChanges(
  { pool, integrationId }: { readonly pool: Pick<Pool, 'query'>; readonly integrationId: string },
  classes: readonly ChangeClass[],
  since: Date,
): Promise<readonly SetUpChange[]> {
  const { rows } = await pool.query<SetUpChange>(
    `WITH changed AS (
       SELECT * FROM facts."audit_events"
       WHERE integration_id = $1 AND class = ANY ($2) AND "time" > $3
       ORDER BY "time" DESC, id LIMIT ${mostChanges}
     ), named AS (
       SELECT name, min(id) AS id FROM (
         SELECT lower(username) AS name, id FROM facts."accounts" WHERE integration_id = $1
         UNION
         SELECT lower(display_name), id FROM facts."accounts" WHERE integration_id = $1) n
       WHERE name IN (SELECT lower(target_name) FROM changed WHERE target_id IS NULL)
       GROUP BY name HAVING count(*) = 1
     )
     SELECT e.id, e."time", e.class, e.action, e.detail, e.object_name AS "objectName", e.delegate,
       e.actor_id AS "actorId", coalesce(actor.username, e.actor_id) AS actor,
       coalesce(e.target_id, n.id) AS "targetId",
       coalesce(target.username, e.target_name, e.target_id) AS target
     FROM changed e
     LEFT JOIN named n ON n.name = lower(e.target_name) AND e.target_id IS NULL
     LEFT JOIN facts."accounts" actor ON actor.integration_id = $1 AND actor.id = e.actor_id
     LEFT JOIN facts."accounts" target ON target.integration_id = $1
       AND target.id = coalesce(e.target_id, n.id)
     ORDER BY e."time", e.id`,
    [integrationId, classes, since],
  );
  return rows;
}

/** The ids of the accounts that changes name, targets first. */
export function accountsIn(changes: readonly SetUpChange[]): readonly string[] {
  const ids = [
    ...changes.map(({ targetId }) => targetId),
    ...changes.map(({ actorId }) => actorId),
  ];
  return [...new Set(ids.filter((id) => id !== null))].slice(0, 200);
}

/** When the first and the last of some changes happened. */
export function spanOf(changes: readonly SetUpChange[]): { firstAt: Date; lastAt: Date } {
  const times = changes.map(({ time }) => time.getTime());
  return { firstAt: new Date(Math.min(...times)), lastAt: new Date(Math.max(...times)) };
}

/** What a person reads of some changes: the provider's words, the first ten. */
export function wordsOf(changes: readonly SetUpChange[]): readonly string[] {
  return changes.slice(0, 10).map(({ detail, action }) => detail ?? action);
}
