import type { Session } from '../auth/sessions.js';
import type { Reply } from '../net/reply.js';
import type { OrgRequest } from '../net/request.js';
import type { View } from '../soql/access.js';
import type { OrgState } from '../state.js';

/** One authenticated call of a data API. */
export interface DataCall {
  readonly org: OrgState;
  readonly request: OrgRequest;
  readonly session: Session;
  readonly view: View;
  /** `/services/data/vXX.0`. */
  readonly basePath: string;
  /** Parts of the path the route's pattern caught, decoded. */
  readonly parts: readonly string[];
  /** Largest page a fault or the enclosing request allows. */
  readonly maxPage: number;
  /** Answers a call inside of this one. */
  readonly dispatch: (call: IncomingCall) => Reply;
}

/** A call before it is routed. */
export type IncomingCall = Omit<DataCall, 'dispatch'>;

/** Answers a call. @throws `ApiError` or `SoqlError` to refuse it */
export type DataHandler = (call: DataCall) => Reply;
