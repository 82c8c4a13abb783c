/** Indexes that lists of sign-ins and pages of accounts need. */
export const explore = `
CREATE INDEX sign_ins_failed ON facts."sign_ins" (integration_id, "time") WHERE outcome = 'failure';
CREATE INDEX factor_events_by_sign_in ON facts."factor_events" (integration_id, sign_in_id)
  WHERE sign_in_id IS NOT NULL;
CREATE INDEX app_grants_by_account ON facts."app_grants" (integration_id, account_id);
CREATE INDEX role_assignments_by_account ON facts."role_assignments" (integration_id, account_id);
CREATE INDEX audit_events_by_actor ON facts."audit_events" (integration_id, actor_id, "time");
`;
