/** What operating needs: streams that remember their tries, comparisons with providers, indexes. */
export const operations = `
ALTER TABLE rollcall.stream_state
  ADD COLUMN tried_at timestamptz,
  ADD COLUMN settled_at timestamptz;

CREATE TABLE rollcall.reconciliation (
  integration_id text NOT NULL REFERENCES rollcall.integration ON DELETE CASCADE,
  stream text NOT NULL,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  stored bigint NOT NULL,
  provider bigint NOT NULL,
  checked_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('complete', 'differs', 'gap')),
  read_again integer NOT NULL DEFAULT 0,
  read_again_at timestamptz,
  PRIMARY KEY (integration_id, stream, from_at)
);

CREATE TABLE rollcall.quota_sample (
  scope text NOT NULL,
  name text NOT NULL,
  slot timestamptz NOT NULL,
  at timestamptz NOT NULL,
  used bigint,
  max bigint,
  ours bigint NOT NULL,
  paused_until timestamptz,
  PRIMARY KEY (scope, name, slot)
);

CREATE TABLE rollcall.run_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id text NOT NULL REFERENCES rollcall.run ON DELETE CASCADE,
  at timestamptz NOT NULL,
  level text NOT NULL CHECK (level IN ('debug', 'info', 'warn')),
  source text NOT NULL CHECK (source IN ('connector', 'host')),
  message text NOT NULL,
  fields json NOT NULL
);
CREATE INDEX run_log_by_run ON rollcall.run_log (run_id, id);

CREATE INDEX run_by_time ON rollcall.run (requested_at DESC, id DESC);
CREATE INDEX audit_events_by_time ON facts."audit_events" (integration_id, "time");
CREATE INDEX factor_events_by_time ON facts."factor_events" (integration_id, "time");
`;
