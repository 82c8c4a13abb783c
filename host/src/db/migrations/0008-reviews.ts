/**
 * Reviews of sign-ins and of access. What was judged and how is kept as it was: lines and decisions
 * are only ever added, and a completed review takes no more of them. Nothing here goes with an
 * integration: evidence outlives it.
 */
export const reviews = `
CREATE TABLE rollcall.review (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('sign-ins', 'access')),
  integration_id text,
  integration_name text,
  from_at timestamptz,
  to_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'completed')),
  started_at timestamptz NOT NULL,
  started_by text NOT NULL,
  completed_at timestamptz,
  completed_by text,
  reviewer text,
  statement text,
  basis json NOT NULL
);
CREATE INDEX review_by_start ON rollcall.review (started_at DESC, id);

CREATE TABLE rollcall.review_line (
  review_id text NOT NULL REFERENCES rollcall.review,
  line integer NOT NULL,
  facts json NOT NULL,
  PRIMARY KEY (review_id, line)
);

CREATE TABLE rollcall.review_decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  review_id text NOT NULL,
  line integer NOT NULL,
  decision text NOT NULL CHECK (decision IN ('accept', 'question', 'revoke')),
  note text,
  decided_at timestamptz NOT NULL,
  decided_by text NOT NULL,
  FOREIGN KEY (review_id, line) REFERENCES rollcall.review_line
);
CREATE INDEX review_decision_by_line ON rollcall.review_decision (review_id, line, id DESC);

CREATE TABLE rollcall.review_pack (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  review_id text NOT NULL REFERENCES rollcall.review,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  completeness json NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL
);
CREATE INDEX review_pack_by_review ON rollcall.review_pack (review_id, id DESC);

CREATE FUNCTION rollcall.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of rollcall.% is refused: reviews stay as they were', TG_OP, TG_TABLE_NAME;
END $$;
CREATE FUNCTION rollcall.refuse_completed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM rollcall.review r WHERE r.id = NEW.review_id AND r.state = 'completed') THEN
    RAISE EXCEPTION 'review % is completed', NEW.review_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER completed_stays BEFORE UPDATE OR DELETE ON rollcall.review
  FOR EACH ROW WHEN (OLD.state = 'completed') EXECUTE FUNCTION rollcall.refuse_change();
CREATE TRIGGER line_stays BEFORE UPDATE OR DELETE ON rollcall.review_line
  FOR EACH ROW EXECUTE FUNCTION rollcall.refuse_change();
CREATE TRIGGER line_in_time BEFORE INSERT ON rollcall.review_line
  FOR EACH ROW EXECUTE FUNCTION rollcall.refuse_completed();
CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON rollcall.review_decision
  FOR EACH ROW EXECUTE FUNCTION rollcall.refuse_change();
CREATE TRIGGER decision_in_time BEFORE INSERT ON rollcall.review_decision
  FOR EACH ROW EXECUTE FUNCTION rollcall.refuse_completed();
CREATE TRIGGER pack_stays BEFORE UPDATE OR DELETE ON rollcall.review_pack
  FOR EACH ROW EXECUTE FUNCTION rollcall.refuse_change();
`;
