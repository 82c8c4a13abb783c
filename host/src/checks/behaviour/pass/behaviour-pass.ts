import type { FindingDraft } from '../../check.js';
import type { Attack } from '../attacks/attack.js';
import { Attacks, type StoredAttacks } from '../attacks/attacks.js';
import { isLikeOwner, isOwnDevice, isStranger, knowsDevice } from '../attacks/situation.js';
import type {
  AccountFacts,
  BehaviourCheck,
  BehaviourContext,
  Detector,
  Report,
} from '../detector.js';
import {
  type BehaviourEvent,
  isActedFor,
  type SessionFacts,
  type SignInEvent,
} from '../events/event.js';
import { AccountHistory, type StoredHistory } from '../memory/account-history.js';
import { RecentGuesses, type StoredGuesses } from '../memory/recent-guesses.js';
import { type StoredNetwork, type StoredTenant, TenantHistory } from '../memory/tenant-history.js';
import { noteJumps } from '../travel/jumps.js';
import { Reports } from './reports.js';

/** What a pass needs to begin. */
export interface PassOptions {
  readonly checks: readonly BehaviourCheck[];
  /** Thresholds that differ from the defaults, by check. */
  readonly thresholds: ReadonlyMap<string, Readonly<Record<string, number>>>;
  account(id: string): AccountFacts | undefined;
  readonly saved?: SavedPass | undefined;
}

/** What a pass saves of the tenant and of its detectors. */
export interface SavedPass {
  readonly tenant: StoredTenant;
  readonly attacks: StoredAttacks;
  readonly guesses: StoredGuesses;
  readonly detectors: Readonly<Record<string, unknown>>;
  readonly forgotAt: number | null;
  /** How many of which there were so far, and when the last was. */
  readonly signIns: number;
  readonly factorEvents: number;
  readonly lastAt: number | null;
}

interface Running {
  readonly id: string;
  readonly detector: Detector<unknown>;
  readonly context: BehaviourContext;
}

/**
 * One reading of what happened, in order of time, by all detectors at once. The same events give the
 * same findings, however often the pass was saved and continued between them.
 */
export class BehaviourPass {
  /** Sign-ins since the beginning of the history. */
  signIns: number;
  /** Checks of a second factor since the beginning of the history. */
  factorEvents: number;
  #lastAt: number | undefined;
  readonly #reports = new Reports();
  readonly #accounts = new Map<string, AccountHistory>();
  readonly #changed = new Set<string>();
  readonly #tenant: TenantHistory;
  readonly #attacks: Attacks;
  readonly #guesses: RecentGuesses;
  readonly #running: readonly Running[];
  /** Those that look at sign-ins: most of the work. */
  readonly #watching: readonly Running[];
  #history: AccountHistory | undefined;
  /** A continued detector says at the first call what it waits for. */
  #wakeAt = Number.NEGATIVE_INFINITY;
  #forgotAt: number;

  constructor(private readonly options: PassOptions) {
    const { checks, thresholds, saved } = options;
    this.#tenant = new TenantHistory(saved?.tenant);
    this.#attacks = new Attacks(saved?.attacks);
    this.#guesses = new RecentGuesses(saved?.guesses);
    this.signIns = saved?.signIns ?? 0;
    this.factorEvents = saved?.factorEvents ?? 0;
    this.#lastAt = saved?.lastAt ?? undefined;
    this.#forgotAt = saved?.forgotAt ?? Number.NEGATIVE_INFINITY;
    this.#running = checks.map((check) => ({
      id: check.id,
      detector: check.start(thresholds.get(check.id) ?? {}, saved?.detectors[check.id]),
      context: this.#contextOf(check.id),
    }));
    this.#watching = this.#running.filter(({ detector }) => detector.onSignIn !== undefined);
  }

  /** Takes a stored account back, before the first event. */
  restoreAccount(id: string, stored: StoredHistory): void {
    this.#accounts.set(id, new AccountHistory(stored));
    this.#tenant.accounts = this.#accounts.size;
  }

  /** Takes a stored network back, before the first event. */
  restoreNetwork(name: string, stored: StoredNetwork): void {
    this.#tenant.restore(name, stored);
  }

  /** Judges the next event; never one that lies before the last. */
  feed(event: BehaviourEvent): void {
    this.#advance(event.at);
    switch (event.type) {
      case 'sign-in':
        this.#feedSignIn(event);
        break;
      case 'factor':
        this.factorEvents += 1;
        for (const { detector, context } of this.#running) detector.onFactorEvent?.(event, context);
        break;
      case 'audit':
        for (const { detector, context } of this.#running) detector.onAuditEvent?.(event, context);
        break;
    }
  }

  /** Decides what was due before `at`, when everything that happened until then has been fed. */
  finish(at: number): void {
    this.#advance(at);
  }

  /** Judges a session that is live, after the last event. */
  feedSession(session: SessionFacts): void {
    this.#history = this.#accounts.get(session.account);
    for (const { detector, context } of this.#running) detector.onSession?.(session, context);
  }

  /** How many days of sign-ins it has read. */
  get days(): number {
    return ((this.#lastAt ?? 0) - (this.#tenant.firstAt ?? this.#lastAt ?? 0)) / 86_400_000;
  }

  /** What it found since it began or was continued. */
  findings(check: string): readonly FindingDraft[] {
    return this.#reports.drafts(check);
  }

  /** All that another pass needs to continue, without accounts and networks. */
  save(): SavedPass {
    return {
      tenant: this.#tenant.save(),
      attacks: this.#attacks.save(),
      guesses: this.#guesses.save(),
      detectors: Object.fromEntries(this.#running.map(({ id, detector }) => [id, detector.save()])),
      forgotAt: Number.isFinite(this.#forgotAt) ? this.#forgotAt : null,
      signIns: this.signIns,
      factorEvents: this.factorEvents,
      lastAt: this.#lastAt ?? null,
    };
  }

  /** Accounts that changed since it was last called. */
  *takeChangedAccounts(): Iterable<readonly [string, StoredHistory]> {
    for (const id of this.#changed) {
      const history = this.#accounts.get(id);
      if (history !== undefined) yield [id, history.save()];
    }
    this.#changed.clear();
  }

  /** Networks that changed since it was last called. */
  takeChangedNetworks(): readonly (readonly [string, StoredNetwork])[] {
    return this.#tenant.takeChanged();
  }

  #feedSignIn(event: SignInEvent): void {
    const { account, at } = event;
    this.#tenant.firstAt ??= at;
    this.#lastAt = at;
    this.signIns += 1;
    this.#history = account === undefined ? undefined : this.#accounts.get(account);
    const history = this.#history;
    const attack = this.#attacks.observe({ event, history, tenant: this.#tenant });
    if (attack !== undefined) this.#tell(attack);
    if (!event.succeeded) {
      const isNew = isStranger(event, history);
      const isAtHome = !isNew && knowsDevice(event, history);
      // Through an office or a VPN come colleagues.
      const isDoor =
        event.source !== undefined && this.#tenant.isShared(event.source.network, event.at);
      const seen = {
        isStranger: isNew,
        isAtHome,
        isLikeOwner: isDoor || isLikeOwner(event, history),
      };
      this.#guesses.add(event, seen);
    }
    for (const { detector, context } of this.#watching) detector.onSignIn?.(event, context);
    this.#wakeAt = Math.min(this.#wakeAt, this.#attacks.nextDue());
    if (!event.succeeded || account === undefined || isActedFor(event)) return;
    noteJumps(event, history, this.#tenant);
    this.#tenant.add(event, isOwnDevice(event, history));
    this.#historyOf(account).add(event);
    this.#changed.add(account);
  }

  #tell(attack: Attack): void {
    for (const { detector, context } of this.#running) detector.onAttack?.(attack, context);
  }

  #historyOf(account: string): AccountHistory {
    if (this.#history !== undefined) return this.#history;
    const history = new AccountHistory();
    this.#accounts.set(account, history);
    this.#tenant.accounts = this.#accounts.size;
    return history;
  }

  /** Wakes detectors in the order of what they wait for, whenever the next event comes. */
  #advance(at: number): void {
    while (this.#wakeAt < at) {
      const due = this.#wakeAt;
      this.#wakeAt = Number.POSITIVE_INFINITY;
      for (const attack of this.#attacks.decide(due)) this.#tell(attack);
      for (const { detector, context } of this.#running) detector.onTime?.(due, context);
      this.#wakeAt = Math.min(this.#wakeAt, this.#attacks.nextDue());
    }
    if (at - this.#forgotAt > forgetEveryMs) {
      this.#tenant.forget(at);
      this.#forgotAt = at;
    }
  }

  #contextOf(check: string): BehaviourContext {
    const current = (): AccountHistory | undefined => this.#history;
    return {
      get history() {
        return current();
      },
      tenant: this.#tenant,
      attacks: this.#attacks,
      guesses: this.#guesses,
      account: (id) => this.options.account(id),
      nameOf: (id) => this.options.account(id)?.username ?? id,
      wakeAt: (at) => {
        this.#wakeAt = Math.min(this.#wakeAt, at);
      },
      report: (report: Report) => this.#reports.add(check, report),
    };
  }
}

const forgetEveryMs = 86_400_000;
