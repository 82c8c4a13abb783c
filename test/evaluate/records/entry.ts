import type { Instance } from '../attacks/instance.js';
import type { Owner } from '../company/person.js';
import type { Shape } from '../company/shapes.js';
import type { Source } from '../world/networks.js';

/** Somebody tries to sign in; the provider decides how it ends. */
export interface Attempt {
  readonly what: 'sign_in';
  readonly time: number;
  /** Whose account; absent where the provider knows none of that name. */
  readonly owner: Owner | undefined;
  /** Who did it, where that is a colleague of the owner. */
  readonly hand?: Owner | undefined;
  readonly shape: Shape;
  readonly source: Source;
  /** Whether what is offered opens the account. */
  readonly secret: 'right' | 'wrong' | 'refused';
  /** The second factor that is asked for after the password. */
  readonly verifiedBy?: string | undefined;
  readonly instance?: Instance | undefined;
}

/** A second factor is asked for, outside a sign-in that went well. */
export interface Challenge {
  readonly what: 'factor_event';
  readonly time: number;
  readonly owner: Owner;
  readonly method: string;
  readonly status: 'Succeeded' | 'FailedInvalidCode' | 'Denied' | 'ReportedDenied' | 'NoResponse';
  readonly source: Source;
  readonly instance?: Instance | undefined;
}

/** The set-up is changed. */
export interface Change {
  readonly what: 'audit_event';
  readonly time: number;
  readonly actor: Owner;
  readonly target?: Owner | undefined;
  readonly delegate?: string | undefined;
  readonly action: string;
  readonly section: string;
  readonly detail: string;
  readonly instance?: Instance | undefined;
}

/** Whatever happens at an instant. */
export type Entry = Attempt | Challenge | Change;

/** Entries that come in any order within some days, and leave in that of time. */
export class Timeline {
  #waiting: Entry[] = [];

  push(entry: Entry): void {
    this.#waiting.push(entry);
  }

  /** Takes those before an instant, in order; those of one instant as they came. */
  takeBefore(time: number): readonly Entry[] {
    const due = this.#waiting.filter((entry) => entry.time < time);
    this.#waiting = this.#waiting.filter((entry) => entry.time >= time);
    return due.sort((one, other) => one.time - other.time);
  }
}
