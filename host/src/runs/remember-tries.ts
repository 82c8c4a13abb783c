/**
 * Notes with each stream of an ended collection when it was last tried, and when settled: what
 * is due is then known without its runs. Part of the transaction that ends the run; parameter: its id.
 */
export const rememberTriesSql = `
  INSERT INTO rollcall.stream_state AS state (integration_id, stream, tried_at, settled_at, updated_at)
  SELECT r.integration_id, s.stream, coalesce(r.started_at, r.requested_at),
    CASE WHEN s.status IN ('done', 'skipped') THEN r.started_at END, r.ended_at
  FROM rollcall.run r JOIN rollcall.run_stream s ON s.run_id = r.id
  WHERE r.id = $1 AND r.hook = 'collect'
  ON CONFLICT (integration_id, stream) DO UPDATE
  SET tried_at = greatest(state.tried_at, excluded.tried_at),
    settled_at = greatest(state.settled_at, excluded.settled_at)`;
