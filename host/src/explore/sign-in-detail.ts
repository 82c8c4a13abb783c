import type { Reader } from '../reports/one-moment.js';
import { type ListedSignIn, listedColumns, listedJoins, told } from './sign-in-list.js';

/** A sign-in with all that is known of it. */
export interface SignInDetail extends ListedSignIn {
  readonly signInType: string | null;
  readonly signInSubtype: string | null;
  readonly forwardedFor: string | null;
  readonly region: string | null;
  readonly clientVersion: string | null;
  readonly cipherSuite: string | null;
  readonly host: string | null;
  readonly authServiceId: string | null;
  readonly authMethodReference: string | null;
  readonly authContextClass: string | null;
  /** When it was collected. */
  readonly firstSeen: string;
}

interface DetailRow extends Omit<SignInDetail, 'time' | 'firstSeen'> {
  readonly time: Date;
  readonly firstSeen: Date;
  readonly micros: string;
}

/** One sign-in; undefined when there is none. */
export async function readSignIn(
  reader: Reader,
  { integrationId, id }: { readonly integrationId: string; readonly id: string },
): Promise<SignInDetail | undefined> {
  const { rows } = await reader.query<DetailRow>(
    `WITH ${told}
     SELECT ${listedColumns}, s.sign_in_type AS "signInType", s.sign_in_subtype AS "signInSubtype",
       s.forwarded_for AS "forwardedFor", s.region, s.client_version AS "clientVersion",
       s.cipher_suite AS "cipherSuite", s.host, s.auth_service_id AS "authServiceId",
       s.auth_method_reference AS "authMethodReference",
       s.auth_context_class AS "authContextClass", s.first_seen AS "firstSeen"
     FROM facts."sign_ins" s ${listedJoins}
     WHERE s.integration_id = $1 AND s.id = $2 AND s.gone_at IS NULL`,
    [integrationId, id],
  );
  const [found] = rows;
  if (!found) return undefined;
  const { micros: _, time, firstSeen, ...facts } = found;
  return { ...facts, time: time.toISOString(), firstSeen: firstSeen.toISOString() };
}
