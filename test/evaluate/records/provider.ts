import type { AuditEvent, EntityRecord, FactorEvent, SignIn } from '@rollcall/core';

import { type Instance, leave } from '../attacks/instance.js';
import type { Company } from '../company/company.js';
import type { Owner } from '../company/person.js';
import type { Source } from '../world/networks.js';
import { dayMs, hourMs, minuteMs } from '../world/time-zone.js';
import { kindOf, objectOf } from './change-kinds.js';
import type { Attempt, Challenge, Change, Entry } from './entry.js';
import { Witness } from './witness.js';

/** Records of one entity, in the order of time. */
export interface Batch {
  readonly entity: 'sign_in' | 'factor_event' | 'audit_event';
  readonly records: readonly EntityRecord[];
}

/** A sign-in whose session has not ended at the end. */
export interface LiveSignIn {
  readonly id: string;
  readonly owner: Owner;
  readonly time: number;
  readonly source: Source;
}

/** The provider's rule against guessing: so many wrong passwords lock an account for a while. */
const lockAfter = 10;
const lockedMs = 15 * minuteMs;
const sessionMs = 12 * hourMs;

/** Where everybody signs in: decides how attempts end, and writes down what happened. */
export class Provider {
  /** Sign-ins with sessions that are open at the end. */
  readonly live: LiveSignIn[] = [];
  readonly #from: number;
  readonly #liveFrom: number;
  readonly #tellsCoordinates: boolean;
  readonly #witness: Witness;
  readonly #numbers = { sign_in: 0, factor_event: 0, audit_event: 0 };

  constructor({ start, end, parameters }: Company) {
    this.#tellsCoordinates = parameters.tellsCoordinates;
    this.#from = start;
    this.#witness = new Witness(start, parameters.tellsCoordinates);
    this.#liveFrom = end - sessionMs;
  }

  /** Takes entries in the order of time. */
  record(entries: readonly Entry[]): readonly Batch[] {
    const signIns: SignIn[] = [];
    const factorEvents: FactorEvent[] = [];
    const auditEvents: AuditEvent[] = [];
    for (const entry of entries) {
      if (entry.what === 'sign_in') {
        const signIn = this.#signIn(entry);
        signIns.push(signIn);
        if (signIn.outcome === 'success' && entry.verifiedBy !== undefined) {
          factorEvents.push(this.#verified(entry, entry.verifiedBy, signIn.id));
        }
      } else if (entry.what === 'factor_event') factorEvents.push(this.#challenge(entry));
      else auditEvents.push(this.#change(entry));
    }
    const batches: readonly Batch[] = [
      { entity: 'sign_in', records: signIns },
      { entity: 'factor_event', records: factorEvents },
      { entity: 'audit_event', records: auditEvents },
    ];
    return batches.filter(({ records }) => records.length > 0);
  }

  #signIn(attempt: Attempt): SignIn {
    const { owner, shape, source, time, instance } = attempt;
    const status = this.#judge(attempt);
    const outcome = status === 'Success' ? 'success' : 'failure';
    const id = this.#id('sign_in', '0Ya', instance, attempt);
    this.#witness.see(attempt, outcome);
    const isLive = time >= this.#liveFrom && outcome === 'success' && instance === undefined;
    if (isLive && owner !== undefined) this.live.push({ id, owner, time, source });
    return {
      id,
      time: new Date(time).toISOString(),
      accountId: owner?.id ?? null,
      outcome,
      statusDetail: status,
      ...shape,
      sourceIp: source.ip,
      forwardedFor: null,
      country: source.country,
      city: source.city,
      region: null,
      latitude: this.#tellsCoordinates ? source.latitude : null,
      longitude: this.#tellsCoordinates ? source.longitude : null,
      host: 'company.my.salesforce.com',
      authContextClass: null,
      isCollector: false,
    };
  }

  /** The provider's words for how an attempt ends; counts what leads to a lock. */
  #judge({ owner, secret, shape, time }: Attempt): string {
    if (owner === undefined) return 'Invalid Password';
    if (time >= this.#from + (owner.left + 1) * dayMs) return 'User is Inactive';
    if (time < owner.lockedUntil) return 'Password Lockout';
    if (secret === 'refused') return 'Failed: Not approved for access';
    if (secret === 'right') {
      owner.wrong = 0;
      owner.lastSuccess = time;
      return 'Success';
    }
    if (shape.method === 'sso') return 'Failed: Assertion Expired';
    owner.wrong += 1;
    if (owner.wrong >= lockAfter) {
      owner.wrong = 0;
      owner.lockedUntil = time + lockedMs;
    }
    return 'Invalid Password';
  }

  #verified(attempt: Attempt, method: string, signInId: string): FactorEvent {
    const { time, source, instance, owner } = attempt;
    return {
      id: this.#id('factor_event', '0VH', instance, attempt),
      time: new Date(time + 8_000).toISOString(),
      accountId: owner?.id ?? null,
      signInId,
      method,
      activity: 'Login',
      policy: 'TwoFactorAuthentication',
      outcome: 'success',
      statusDetail: 'Succeeded',
      sourceIp: source.ip,
    };
  }

  #challenge(challenge: Challenge): FactorEvent {
    const { time, source, instance, owner, method, status } = challenge;
    return {
      id: this.#id('factor_event', '0VH', instance, challenge),
      time: new Date(time).toISOString(),
      accountId: owner.id,
      signInId: null,
      method,
      activity: 'Login',
      policy: 'TwoFactorAuthentication',
      outcome: status === 'Succeeded' ? 'success' : 'failure',
      statusDetail: status,
      sourceIp: source.ip,
    };
  }

  #change(change: Change): AuditEvent {
    const { time, actor, target, delegate, action, section, detail, instance } = change;
    return {
      id: this.#id('audit_event', '0Ym', instance, { time, owner: target ?? actor }),
      time: new Date(time).toISOString(),
      actorId: actor.id,
      delegate: delegate ?? null,
      action,
      class: kindOf(action, detail),
      section,
      objectName: objectOf(detail),
      targetName:
        (target && detail.includes(target.username) ? target.username : target?.name) ?? null,
      // most texts name an account by its name alone
      targetId: detail.includes('UserID:') ? (target?.id ?? null) : null,
      detail,
    };
  }

  #id(
    entity: Batch['entity'],
    prefix: string,
    instance: Instance | undefined,
    { time, owner }: { readonly time: number; readonly owner: Owner | undefined },
  ): string {
    this.#numbers[entity] += 1;
    const id = `${prefix}${String(this.#numbers[entity]).padStart(12, '0')}AAA`;
    if (instance !== undefined) leave(instance, { entity, id }, { time, account: owner?.id });
    return id;
  }
}
