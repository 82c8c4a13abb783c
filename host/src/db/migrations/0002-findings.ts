/** What checks find, what people decide about it, and who is told; and what each stream lately came to. */
export const findings = `
ALTER TABLE rollcall.stream_state
  ADD COLUMN visibility text CHECK (visibility IN ('all', 'own', 'unknown')),
  ADD COLUMN outcome text,
  ADD COLUMN done_at timestamptz,
  ADD COLUMN reason text,
  ADD COLUMN hint text;

CREATE TYPE rollcall.severity AS ENUM ('info', 'low', 'medium', 'high', 'critical');

CREATE TABLE rollcall.check_result (
  integration_id text NOT NULL REFERENCES rollcall.integration ON DELETE CASCADE,
  check_id text NOT NULL,
  version integer NOT NULL,
  status text NOT NULL CHECK (status IN ('pass', 'fail', 'unavailable')),
  reason text,
  findings integer NOT NULL,
  checked_at timestamptz NOT NULL,
  PRIMARY KEY (integration_id, check_id)
);

CREATE TABLE rollcall.finding (
  id text PRIMARY KEY,
  integration_id text NOT NULL REFERENCES rollcall.integration ON DELETE CASCADE,
  check_id text NOT NULL,
  check_version integer NOT NULL,
  is_episode boolean NOT NULL,
  subject text NOT NULL,
  bucket text,
  severity rollcall.severity NOT NULL,
  status text NOT NULL CHECK (status IN ('new', 'open', 'reopened', 'muted', 'closed', 'resolved')),
  status_at timestamptz NOT NULL,
  title text NOT NULL,
  accounts text[] NOT NULL,
  evidence json NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  times_seen integer NOT NULL,
  disposition text CHECK (disposition IN ('fixed', 'accepted-risk', 'expected', 'false-alarm')),
  reason text,
  muted_until timestamptz
);
CREATE INDEX finding_by_severity ON rollcall.finding (severity DESC, last_seen DESC, id DESC);
CREATE INDEX finding_active ON rollcall.finding (severity DESC, last_seen DESC, id DESC)
  WHERE status IN ('new', 'open', 'reopened');
CREATE INDEX finding_by_time ON rollcall.finding (last_seen DESC, id DESC);
CREATE INDEX finding_by_check ON rollcall.finding (integration_id, check_id);
CREATE INDEX finding_by_account ON rollcall.finding USING gin (accounts);
CREATE INDEX finding_new ON rollcall.finding (first_seen) WHERE status = 'new';
CREATE INDEX finding_muted ON rollcall.finding (muted_until) WHERE status = 'muted';

CREATE TABLE rollcall.finding_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  finding_id text NOT NULL REFERENCES rollcall.finding ON DELETE CASCADE,
  at timestamptz NOT NULL,
  type text NOT NULL,
  actor text,
  from_status text,
  to_status text NOT NULL,
  severity rollcall.severity NOT NULL,
  disposition text,
  until timestamptz,
  reason text
);
CREATE INDEX finding_event_by_finding ON rollcall.finding_event (finding_id, id);

CREATE TABLE rollcall.finding_record (
  finding_id text NOT NULL REFERENCES rollcall.finding ON DELETE CASCADE,
  entity text NOT NULL,
  id text NOT NULL,
  record json NOT NULL,
  PRIMARY KEY (finding_id, entity, id)
);

CREATE TABLE rollcall.delivery_target (
  id text PRIMARY KEY,
  name text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('webhook', 'file')),
  address text NOT NULL,
  min_severity rollcall.severity NOT NULL,
  wrapped_key bytea,
  ciphertext bytea,
  created_at timestamptz NOT NULL,
  delivered_at timestamptz,
  failed_at timestamptz,
  error text
);

CREATE TABLE rollcall.delivery_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  target_id text NOT NULL REFERENCES rollcall.delivery_target ON DELETE CASCADE,
  finding_id text NOT NULL,
  key text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL
);
CREATE INDEX delivery_outbox_due ON rollcall.delivery_outbox (next_try_at);
CREATE INDEX delivery_outbox_order ON rollcall.delivery_outbox (target_id, finding_id, id);
`;
