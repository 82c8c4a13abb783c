/** What many sign-ins have in common; stored once and shared. */
export interface SignInShape {
  readonly loginType: string;
  readonly loginSubType: string | null;
  readonly loginUrl: string;
  readonly tlsProtocol: string | null;
  readonly cipherSuite: string | null;
  readonly browser: string;
  readonly platform: string;
  readonly status: string;
  readonly application: string;
  readonly clientVersion: string;
  readonly apiType: string;
  readonly apiVersion: string;
  readonly isPost: boolean;
  readonly authenticationServiceId: string | null;
  readonly authMethodReference: string | null;
  readonly authContextClassRef: string | null;
}

/** Where a sign-in comes from. */
export interface Origin {
  readonly ip: string;
  readonly countryIso: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly forwardedFor: string | null;
}

/** One sign-in to be stored. */
export interface SignIn {
  readonly userSlot: number;
  readonly time: number;
  readonly shape: number;
  readonly origin: number;
}
