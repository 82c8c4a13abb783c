import type { AuditEvent, EntityRecord, FactorEvent, Session, SignIn } from '@rollcall/core';
import {
  auditEventOf,
  type BehaviourEvent,
  BehaviourPass,
  detectors,
  factorEventOf,
  judgementOf,
  parseSource,
  signInReader,
} from '@rollcall/host/checks';

import type { Owner } from '../company/person.js';
import type { RecordBatch } from '../simulate.js';
import { dayMs } from '../world/time-zone.js';
import { foundOf, type Judged } from './found.js';

type Row = Parameters<typeof auditEventOf>[0];
type SessionFacts = Parameters<BehaviourPass['feedSession']>[0];

/** The behavioural checks, fed with records as they pass: no database between. */
export class MemoryJudge {
  readonly #pass: BehaviourPass;
  readonly #signInOf = signInReader();
  #waiting: BehaviourEvent[] = [];
  /** Good sign-ins of the last days, of which sessions may be live. */
  #recent = new Map<string, SignIn>();
  #sessions: readonly Session[] = [];
  #feedingMs = 0;

  constructor(owners: readonly Owner[], start: number) {
    const accounts = new Map(
      owners.map(({ id, username, kind, joined }) => [
        id,
        { username, kind, createdAt: start + joined * dayMs + dayMs / 3 },
      ]),
    );
    this.#pass = new BehaviourPass({
      checks: detectors,
      thresholds: new Map(),
      account: (id) => accounts.get(id),
    });
  }

  /** Takes records in the order in which they come: those of a day, an entity after the other. */
  read({ entity, records }: RecordBatch): void {
    if (entity === 'sign_in') {
      const signIns = records as readonly SignIn[];
      this.#feedBefore(new Date(signIns[0]?.time ?? 0).getTime());
      for (const signIn of signIns) this.#waiting.push(this.#signInOf(rowOf(signInFields, signIn)));
      this.#remember(signIns);
    } else if (entity === 'factor_event') {
      this.#wait(records, (record) => factorEventOf(rowOf(factorFields, record)));
    } else if (entity === 'audit_event') {
      this.#wait(records, (record) => auditEventOf(rowOf(auditFields, record)));
    } else if (entity === 'session') this.#sessions = records as readonly Session[];
  }

  /** What was found, once everything was read. */
  finish(end: Date): Judged {
    this.#feedBefore(Number.POSITIVE_INFINITY);
    this.#pass.finish(end.getTime());
    for (const session of this.#movedSessions(end)) this.#pass.feedSession(session);
    const judged = detectors.map((check) => ({ check, judgement: judgementOf(check, this.#pass) }));
    return {
      checks: judged.map(({ check: { id, category }, judgement }) => ({
        id,
        category,
        kind: 'behaviour' as const,
        isOfEvents: true,
        status: judgement.status,
        reason: judgement.status === 'unavailable' ? judgement.reason : undefined,
        seconds: undefined,
        lookbackDays: undefined,
      })),
      findings: judged.flatMap(({ check, judgement }) =>
        judgement.status === 'unavailable'
          ? []
          : judgement.findings.map((draft) => foundOf(check.id, draft)),
      ),
      behaviourSeconds: this.#feedingMs / 1000,
      peakBytes: process.resourceUsage().maxRSS * 1024,
    };
  }

  #wait(records: readonly EntityRecord[], eventOf: (record: EntityRecord) => BehaviourEvent): void {
    for (const record of records) this.#waiting.push(eventOf(record));
  }

  #remember(signIns: readonly SignIn[]): void {
    const since = new Date(signIns[0]?.time ?? 0).getTime() - 2 * dayMs;
    const kept = [...this.#recent].filter(([, { time }]) => new Date(time).getTime() >= since);
    this.#recent = new Map(kept);
    for (const signIn of signIns) this.#recent.set(signIn.id, signIn);
  }

  /** Everything before an instant has come. */
  #feedBefore(time: number): void {
    const due = this.#waiting.filter(({ at }) => at < time).sort(inOrder);
    this.#waiting = this.#waiting.filter(({ at }) => at >= time);
    const began = performance.now();
    for (const event of due) this.#pass.feed(event);
    this.#feedingMs += performance.now() - began;
  }

  #movedSessions(end: Date): readonly SessionFacts[] {
    return this.#sessions.flatMap((session): readonly SessionFacts[] => {
      const signIn = this.#recent.get(session.signInId ?? '');
      const source = parseSource(session.sourceIp ?? '');
      const begunFrom = parseSource(signIn?.sourceIp ?? '');
      if (signIn === undefined || source === undefined || begunFrom === undefined) return [];
      if (source.address === begunFrom.address) return [];
      return [
        {
          id: session.id,
          account: session.accountId ?? '',
          at: end.getTime(),
          source,
          signIn: signIn.id,
          begunAt: new Date(signIn.time).getTime(),
          begunFrom,
          country: signIn.country ?? undefined,
        },
      ];
    });
  }
}

const ranks = { audit: 0, factor: 1, 'sign-in': 2 } as const;

function inOrder(one: BehaviourEvent, other: BehaviourEvent): number {
  return one.at - other.at || ranks[one.type] - ranks[other.type] || (one.id < other.id ? -1 : 1);
}

const signInFields: readonly (keyof SignIn)[] = [
  'accountId',
  'outcome',
  'statusDetail',
  'method',
  'channel',
  'sourceIp',
  'country',
  'city',
  'latitude',
  'longitude',
  'browser',
  'platform',
];
const factorFields: readonly (keyof FactorEvent)[] = ['accountId', 'outcome', 'method', 'signInId'];
const auditFields: readonly (keyof AuditEvent)[] = ['targetId', 'action'];

/** A record as a row of the database: its time and id, then fields in the order of a reader. */
function rowOf(fields: readonly string[], record: EntityRecord): Row {
  const values = fields.map((field) => {
    const value = record[field];
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  });
  return [new Date(String(record.time)).getTime(), record.id, ...values];
}
