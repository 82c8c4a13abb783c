import type { TokenErrorName } from './token-errors.js';

/** The external client app of the integration. All of it may be changed while the org runs. */
export interface OauthApp {
  label: string;
  consumerKey: string;
  consumerSecret: string;
  isFlowEnabled: boolean;
  /** Username the flow signs in as; undefined when nobody was chosen. */
  runAs: string | undefined;
  scopes: string[];
  sessionTimeoutMs: number;
  /** Refuses every token request this way, whatever the request says. */
  refuseWith: TokenErrorName | undefined;
  /** What token replies name as the instance, when it is not the org's own host. */
  instanceUrl: string | undefined;
  isIntrospectionAllowed: boolean;
}
