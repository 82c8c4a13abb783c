/** Who may sign in, with what, and what they did. Secrets of sign-in are kept as hashes only. */
export const access = `
CREATE TABLE rollcall."user" (
  id text PRIMARY KEY,
  name text NOT NULL,
  login text NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('viewer', 'operator', 'administrator')),
  password_hash text,
  created_at timestamptz NOT NULL,
  last_sign_in_at timestamptz
);

CREATE TABLE rollcall.one_time_link (
  hash bytea PRIMARY KEY,
  user_id text REFERENCES rollcall."user" ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE rollcall.session (
  id text PRIMARY KEY,
  hash bytea NOT NULL UNIQUE,
  user_id text NOT NULL REFERENCES rollcall."user" ON DELETE CASCADE,
  address text NOT NULL,
  client text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_by_user ON rollcall.session (user_id);

CREATE TABLE rollcall.sign_in_limit (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  failed_at timestamptz NOT NULL,
  blocked_until timestamptz
);

CREATE TABLE rollcall.audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text,
  actor text NOT NULL,
  action text NOT NULL,
  object text,
  address text,
  result text NOT NULL CHECK (result IN ('done', 'refused', 'failed')),
  code text
);

ALTER TABLE rollcall.api_token
  ADD COLUMN scope text NOT NULL DEFAULT 'admin' CHECK (scope IN ('read', 'operate', 'admin')),
  ADD COLUMN user_id text REFERENCES rollcall."user" ON DELETE CASCADE,
  ADD COLUMN made_by text,
  ADD COLUMN expires_at timestamptz;
UPDATE rollcall.api_token SET name = name || ' ' || id
  WHERE name IN (SELECT name FROM rollcall.api_token GROUP BY name HAVING count(*) > 1);
CREATE UNIQUE INDEX api_token_name ON rollcall.api_token (name);
`;
