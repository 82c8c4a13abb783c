/** What the behavioural checks remember between runs, and what finds rows that came late. */
export const behaviour = `
CREATE TABLE rollcall.behaviour_snapshot (
  integration_id text NOT NULL REFERENCES rollcall.integration ON DELETE CASCADE,
  at bigint NOT NULL,
  version text NOT NULL,
  seen_until timestamptz NOT NULL,
  taken_at timestamptz NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (integration_id, at)
);

CREATE TABLE rollcall.behaviour_memory (
  integration_id text NOT NULL REFERENCES rollcall.integration ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('account', 'network')),
  key text NOT NULL,
  at bigint NOT NULL,
  last_at bigint NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (integration_id, kind, key, at)
);

CREATE INDEX sign_ins_first_seen ON facts.sign_ins USING brin (first_seen);
CREATE INDEX factor_events_first_seen ON facts.factor_events USING brin (first_seen);
CREATE INDEX audit_events_first_seen ON facts.audit_events USING brin (first_seen);
`;
