/** What a simulated company is made from. Every share is between 0 and 1. */
export interface Parameters {
  readonly accounts: number;
  readonly days: number;
  /** About how many sign-ins people and integrations leave; attacks come on top. */
  readonly signIns: number;
  /** The same seed, with the same other parameters, gives the same records. */
  readonly seed: number;
  /** Midnight UTC of the first day. */
  readonly from: Date;
  /** Of the working days, those that are worked from home. */
  readonly remoteShare: number;
  /** Of the people, those who travel for work often. */
  readonly travellerShare: number;
  /** Of the people, those whose browser goes through the company's VPN outside the office, always or at times. */
  readonly vpnShare: number;
  /** Of the people, those who sign in by an identity provider. */
  readonly ssoShare: number;
  /** Of those with a password, those with a second factor. */
  readonly mfaShare: number;
  /** Of the people, those who also use the application on a phone. */
  readonly mobileShare: number;
  /** Of the sign-ins, those of integrations. */
  readonly integrationShare: number;
  /** Of the sign-ins by password, those that a mistyped one comes before. */
  readonly typoShare: number;
  /** Of the offices, those whose traffic leaves where the VPN's does. */
  readonly sharedEgressShare: number;
  /** How often a year the password of an integration expires, and it goes on trying. */
  readonly expiredPasswordsAYear: number;
  /** Multiplies how often each technique is met; 1 is what companies report, 0 is peace. */
  readonly attackRate: number;
  /** So many of each technique even where the company is small, so that recall means something. */
  readonly leastOfEach: number;
  /** Whether the provider tells coordinates, beside the country. */
  readonly tellsCoordinates: boolean;
  /** Whether the provider also records attempts for names that it does not know. */
  readonly recordsUnknownNames: boolean;
}

const ordinary: Parameters = {
  accounts: 20_000,
  days: 365,
  signIns: 5_000_000,
  seed: 1,
  from: new Date('2025-01-01T00:00:00Z'),
  remoteShare: 0.35,
  travellerShare: 0.1,
  vpnShare: 0.45,
  ssoShare: 0.7,
  mfaShare: 0.75,
  mobileShare: 0.3,
  integrationShare: 0.6,
  typoShare: 0.04,
  sharedEgressShare: 0.25,
  expiredPasswordsAYear: 0,
  attackRate: 1,
  leastOfEach: 6,
  tellsCoordinates: true,
  recordsUnknownNames: false,
};

/** Companies that differ in what checks may stumble over. */
export const companies = {
  ordinary,
  remote: { ...ordinary, remoteShare: 0.85, vpnShare: 0.7, mobileShare: 0.2 },
  field: { ...ordinary, remoteShare: 0.2, mobileShare: 0.85, travellerShare: 0.35, vpnShare: 0.2 },
  passwords: { ...ordinary, ssoShare: 0.1, mfaShare: 0.4, typoShare: 0.08 },
  egress: { ...ordinary, sharedEgressShare: 0.9, vpnShare: 0.8 },
  expiring: { ...ordinary, expiredPasswordsAYear: 6, typoShare: 0.06 },
  placeless: { ...ordinary, tellsCoordinates: false },
  peace: { ...ordinary, attackRate: 0, leastOfEach: 0 },
} as const satisfies Readonly<Record<string, Parameters>>;

/** Name of a company in the list. */
export type CompanyName = keyof typeof companies;
