/**
 * `held_licence (account_id, licence_id, layer)` and `holder (account_id, licences, licence_ids)`:
 * the seats that accounts hold, and their names by account. `$1` is the integration. A seat that is
 * only told by an account's base licence counts once.
 */
export const heldLicences = `held_licence AS (
  SELECT account_id, licence_id, layer FROM facts."licence_assignments"
  WHERE integration_id = $1 AND gone_at IS NULL
  UNION
  SELECT id, licence_id, 'base' FROM facts."accounts"
  WHERE integration_id = $1 AND gone_at IS NULL AND licence_id IS NOT NULL
    AND state <> 'deactivated'
), holder AS (
  SELECT h.account_id,
    array_agg(coalesce(p.name, h.licence_id) ORDER BY h.layer, p.name, h.licence_id) AS licences,
    array_agg(h.licence_id ORDER BY h.layer, p.name, h.licence_id) AS licence_ids
  FROM held_licence h
  LEFT JOIN facts."licence_pools" p ON p.integration_id = $1 AND p.id = h.licence_id
    AND p.gone_at IS NULL
  GROUP BY h.account_id
)`;
