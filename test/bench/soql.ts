/**
 * What the bare readers ask for: every sign-in and every account, with the columns that the product
 * stores. The product reads more than that (licences, roles, assignments), which counts against it.
 */
export const queries: readonly string[] = [
  `SELECT Id, UserId, LoginTime, LoginType, LoginSubType, LoginUrl, SourceIp, ForwardedForIp,
    Status, Application, ClientVersion, ApiType, ApiVersion, Browser, Platform, CipherSuite,
    TlsProtocol, CountryIso, AuthenticationServiceId, AuthMethodReference
    FROM LoginHistory ORDER BY LoginTime, Id`.replaceAll(/\s+/g, ' '),
  `SELECT Id, Username, Name, FirstName, LastName, Email, Title, EmployeeNumber,
    FederationIdentifier, UserType, IsActive, CreatedDate, LastLoginDate, ProfileId, UserRoleId,
    ManagerId FROM User ORDER BY Id`.replaceAll(/\s+/g, ' '),
];

/** Where a reader finds the org; the proxy and the authority come by the usual variables. */
export interface ReaderTask {
  readonly url: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly proxyUrl: string;
  /** The file that takes the rows, one JSON document a line; none for the reader that only parses. */
  readonly out: string;
}

/** The version of the API that all readers ask for. */
export const apiVersion = '66.0';
