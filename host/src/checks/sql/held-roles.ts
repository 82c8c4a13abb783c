/**
 * Common table expressions over the roles that accounts hold now. `$1` is the integration, `$2` the
 * present. They say nothing of an account's state: whoever asks says which accounts matter.
 */

/**
 * `held (account_id, role_id, role_name, capabilities)`: roles in force that give capabilities, by
 * profile, directly or by group. What a group mutes is already missing from the group's own.
 */
export const heldRoles = `held AS (
  SELECT x.account_id, r.id AS role_id, r.name AS role_name, r.capabilities
  FROM (
    SELECT account_id, role_id FROM facts."role_assignments"
    WHERE integration_id = $1 AND gone_at IS NULL AND active IS NOT FALSE
      AND (expires_at IS NULL OR expires_at > $2)
    UNION
    SELECT id, profile_id FROM facts."accounts"
    WHERE integration_id = $1 AND gone_at IS NULL AND profile_id IS NOT NULL
  ) x
  JOIN facts."roles" r ON r.integration_id = $1 AND r.id = x.role_id AND r.gone_at IS NULL
    AND cardinality(r.capabilities) > 0
)`;

/**
 * `held` and `administrator (account_id)`: accounts that may change all data, or read all of it and
 * manage accounts, whichever roles add up to that.
 */
export const administrators = `${heldRoles}, administrator AS (
  SELECT account_id FROM held GROUP BY account_id
  HAVING bool_or('data.modify_all' = ANY (capabilities))
    OR (bool_or('data.view_all' = ANY (capabilities)) AND bool_or('users.manage' = ANY (capabilities)))
)`;
