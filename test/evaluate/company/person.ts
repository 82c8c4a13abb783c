import type { Source } from '../world/networks.js';
import type { Place } from '../world/places.js';
import type { BrowserLogin, Device, ProgramLogin } from './shapes.js';

/** A place where colleagues work, and where their traffic leaves it. */
export interface Office {
  readonly place: Place;
  readonly sources: readonly Source[];
}

/** A way out of the company's VPN. */
export interface Gateway {
  readonly place: Place;
  readonly sources: readonly Source[];
}

/** A journey; times are instants. */
export interface Trip {
  readonly to: Place;
  readonly departs: number;
  readonly arrives: number;
  readonly returns: number;
  readonly home: number;
  readonly hotel: Source;
  readonly kind: 'work' | 'holiday';
}

/** Days from the first to the last on which a person does not work. */
export interface Absence {
  readonly first: number;
  readonly last: number;
}

/** The second factor that somebody has. */
export type FactorKind = 'Totp' | 'SalesforceAuthenticator' | 'Sms' | 'U2F';

/** What every account has. */
interface Holder {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly username: string;
  /** First and last day of the account; the first may lie long before the records. */
  readonly joined: number;
  readonly left: number;
  /** Attempts with a wrong password, and until when it is locked for them. */
  wrong: number;
  lockedUntil: number;
  lastSuccess: number | null;
}

/** Somebody who works here. */
export interface Person extends Holder {
  readonly kind: 'human' | 'external';
  readonly department: string;
  readonly title: string;
  readonly managerId: string | null;
  readonly isAdmin: boolean;
  readonly home: Place;
  readonly office: Office | undefined;
  /** Sign-ins per working day. */
  readonly rate: number;
  /** Of the working days, those at home. */
  readonly remoteShare: number;
  readonly vpn: 'always' | 'sometimes' | 'never';
  readonly usesRelay: boolean;
  readonly login: BrowserLogin;
  readonly factor: FactorKind | undefined;
  /** Hours that the day begins later than the colleagues'. */
  readonly lateness: number;
  readonly worksNights: boolean;
  readonly absences: readonly Absence[];
  readonly trips: readonly Trip[];
  /** Days after which a home's address changes, on average. */
  readonly leaseDays: number;
  device: Device;
  readonly otherDevice: Device | undefined;
  phone: 'iPhone' | 'Android' | undefined;
  homeSource: Source;
  homeUntil: number;
}

/** An account that programs use. */
export interface Integration extends Holder {
  readonly kind: 'service';
  readonly application: string;
  readonly login: ProgramLogin;
  readonly client: string;
  /** Sign-ins a day. */
  readonly rate: number;
  readonly rhythm: 'steady' | 'nightly' | 'hours';
  /** The addresses that it is used from; a provider may give it others. */
  sources: readonly Source[];
  readonly rotatesEvery: number;
}

/** Whoever an account belongs to. */
export type Owner = Person | Integration;
