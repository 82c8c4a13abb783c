/** The first schema: integrations, secrets, runs, quota. The fact tables are made from the entities. */
export const initial = `
CREATE SCHEMA IF NOT EXISTS rollcall;
CREATE SCHEMA IF NOT EXISTS facts;

CREATE TABLE rollcall.meta (key text PRIMARY KEY, value text NOT NULL);

CREATE TABLE rollcall.plugin (
  digest text PRIMARY KEY,
  plugin_id text NOT NULL,
  version text NOT NULL,
  manifest json NOT NULL,
  source text NOT NULL CHECK (source IN ('bundled', 'added')),
  archive bytea,
  risk_accepted_at timestamptz,
  installed_at timestamptz NOT NULL,
  active boolean NOT NULL
);
CREATE UNIQUE INDEX plugin_active ON rollcall.plugin (plugin_id) WHERE active;

CREATE TABLE rollcall.integration (
  id text PRIMARY KEY,
  plugin_id text NOT NULL,
  plugin_digest text NOT NULL,
  name text NOT NULL UNIQUE,
  config json NOT NULL,
  config_version integer NOT NULL,
  options json NOT NULL,
  paused boolean NOT NULL,
  tenant_id text,
  tenant_name text,
  connected boolean,
  tested_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE rollcall.secret (
  integration_id text NOT NULL REFERENCES rollcall.integration ON DELETE CASCADE,
  field text NOT NULL,
  wrapped_key bytea NOT NULL,
  ciphertext bytea NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (integration_id, field)
);

CREATE TABLE rollcall.token (
  integration_id text PRIMARY KEY REFERENCES rollcall.integration ON DELETE CASCADE,
  generation integer NOT NULL,
  wrapped_key bytea,
  ciphertext bytea,
  refused_in_a_row integer NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL
);

CREATE TABLE rollcall.lease (
  integration_id text PRIMARY KEY REFERENCES rollcall.integration ON DELETE CASCADE,
  epoch bigint NOT NULL,
  holder text NOT NULL,
  run_id text,
  expires_at timestamptz NOT NULL
);

CREATE TABLE rollcall.run (
  id text PRIMARY KEY,
  integration_id text NOT NULL REFERENCES rollcall.integration ON DELETE CASCADE,
  hook text NOT NULL,
  trigger text NOT NULL,
  status text NOT NULL,
  streams json,
  requested_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  resume_at timestamptz,
  cancel_requested boolean NOT NULL DEFAULT false,
  error json,
  plan json,
  result json,
  quota json
);
CREATE INDEX run_by_integration ON rollcall.run (integration_id, requested_at DESC);
CREATE UNIQUE INDEX run_one_open ON rollcall.run (integration_id, hook)
  WHERE status IN ('queued', 'running') AND hook <> 'folder';
CREATE INDEX run_open ON rollcall.run (status) WHERE status IN ('queued', 'running', 'paused');

CREATE TABLE rollcall.run_stream (
  run_id text NOT NULL REFERENCES rollcall.run ON DELETE CASCADE,
  stream text NOT NULL,
  status text NOT NULL,
  records bigint NOT NULL DEFAULT 0,
  inserted bigint NOT NULL DEFAULT 0,
  updated bigint NOT NULL DEFAULT 0,
  gone bigint NOT NULL DEFAULT 0,
  requests bigint NOT NULL DEFAULT 0,
  expected bigint,
  reason text,
  hint text,
  setup_step text,
  error json,
  PRIMARY KEY (run_id, stream)
);

CREATE TABLE rollcall.run_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id text NOT NULL REFERENCES rollcall.run ON DELETE CASCADE,
  at timestamptz NOT NULL,
  type text NOT NULL,
  data json NOT NULL
);
CREATE INDEX run_event_by_run ON rollcall.run_event (run_id, id);

CREATE TABLE rollcall.stream_state (
  integration_id text NOT NULL REFERENCES rollcall.integration ON DELETE CASCADE,
  stream text NOT NULL,
  cursor json,
  pass integer NOT NULL DEFAULT 0,
  pass_started_at timestamptz,
  pass_owner text,
  shrank_at timestamptz,
  shrank_gone integer,
  last_complete_at timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (integration_id, stream)
);

CREATE TABLE rollcall.quota (
  scope text NOT NULL,
  name text NOT NULL,
  used bigint,
  max bigint,
  reading_began_at timestamptz,
  read_at timestamptz,
  shown_at timestamptz,
  ours bigint NOT NULL DEFAULT 0,
  others_per_second double precision NOT NULL DEFAULT 0,
  paused_until timestamptz,
  exhausted_at timestamptz,
  PRIMARY KEY (scope, name)
);

CREATE TABLE rollcall.quota_scope (origin_scope text PRIMARY KEY, tenant_scope text NOT NULL);

CREATE TABLE rollcall.quota_reservation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope text NOT NULL,
  name text NOT NULL,
  cost integer NOT NULL,
  integration_id text NOT NULL,
  epoch bigint NOT NULL,
  sent_at timestamptz,
  created_at timestamptz NOT NULL,
  settled boolean NOT NULL DEFAULT false
);
CREATE INDEX quota_reservation_open ON rollcall.quota_reservation (scope, name);

CREATE TABLE rollcall.api_token (
  id text PRIMARY KEY,
  name text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
`;
