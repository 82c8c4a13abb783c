/** What operating needs: streams that remember their tries, and indexes for lists and deletion. */
export const operations = `
ALTER TABLE rollcall.stream_state
  ADD COLUMN tried_at timestamptz,
  ADD COLUMN settled_at timestamptz;

CREATE INDEX run_by_time ON rollcall.run (requested_at DESC, id DESC);
CREATE INDEX audit_events_by_time ON facts."audit_events" (integration_id, "time");
CREATE INDEX factor_events_by_time ON facts."factor_events" (integration_id, "time");
`;
