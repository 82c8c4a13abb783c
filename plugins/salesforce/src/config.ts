/** What the form gives, without the secret. */
export interface SalesforceConfig {
  /** `https://<My Domain>.my.salesforce.com`, cleaned and checked by the host. */
  readonly salesforceUrl: string;
  /** Key of the External Client App. */
  readonly consumerKey: string;
}
