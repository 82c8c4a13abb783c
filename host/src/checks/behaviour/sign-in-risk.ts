import { type BehaviourContext, behaviourCheck } from './detector.js';
import { isPersonal, type SignInEvent } from './events/event.js';
import type { AccountHistory } from './memory/account-history.js';
import { Quantile, type StoredQuantile } from './memory/quantile.js';
import { dayOf, type Visit, Visits, visitDraft } from './memory/visits.js';

type Facts = {
  readonly score: number;
  /** What all but a small share of the tenant's sign-ins stay below. */
  readonly usual: number;
  readonly network: string;
  readonly country: string;
  readonly device: string;
  /** What was new about it: `network, device`. */
  readonly isNew: string;
};

type Counts = readonly (readonly [value: string, count: number])[];

interface Saved {
  readonly visits: readonly Visit<Facts>[];
  readonly scores: StoredQuantile;
  readonly rarest: StoredQuantile;
  readonly total: number;
  readonly blocks: Counts;
  readonly countries: Counts;
  readonly devices: Counts;
}

/** A sign-in that is unlike the account, and not just unlike one of its habits. */
export const signInRisk = behaviourCheck(
  {
    id: 'sign-in-risk',
    version: 1,
    title: 'Sign-in unlike the account',
    question: 'How unlikely is this sign-in for this account, all in all?',
    category: 'anomaly',
    entities: ['sign_in'],
    fields: ['sign_in.accountId', 'sign_in.sourceIp'],
    severityRule: 'medium',
    thresholds: {
      share: {
        default: 0.01,
        unit: 'share',
        description:
          'Share of the sign-ins of people that is told where the device is new to the account; of the others a twentieth of it',
        min: 0.00001,
        max: 0.05,
      },
      floor: {
        default: 4,
        unit: 'score',
        description: 'Score below which nothing is told',
        min: 0,
        max: 40,
      },
      minSuccesses: {
        default: 10,
        unit: 'sign-ins',
        description: 'Good sign-ins of an account before it is scored',
        min: 3,
        max: 1000,
      },
    },
    explanation:
      'For network, provider, country and device: how much more likely is this value for anybody than for this account? The logarithms are added. An attacker with the same provider and the same kind of device as the owner cannot be told from the owner in this way.',
    remediation:
      'Look at what is new about it, and ask the person. Unless it was them: end the sessions and reset the password.',
    references: { attack: ['T1078.004'], controls: ['NIST 800-53 AC-2(12)', 'SOC 2 CC7.2'] },
  },
  ({ share, floor, minSuccesses }, saved: Saved | undefined) => {
    const visits = new Visits(saved?.visits);
    const scores = new Quantile(share, saved?.scores);
    const rarest = new Quantile(share / 20, saved?.rarest);
    const tenant = new TenantCounts(saved);
    return {
      onSignIn(event, context) {
        const { history } = context;
        if (!isPersonal(event) || event.source === undefined) return;
        const { account, source, device, at } = event;
        if (history !== undefined && history.successes >= minSuccesses) {
          const score = scoreOf(event, history, tenant, context);
          const isKnown = device !== undefined && history.devices.find(device, at) !== undefined;
          const usual = Math.max(floor, (isKnown ? rarest : scores).bound);
          scores.add(score);
          rarest.add(score);
          const isNews =
            score >= usual &&
            newsOf(event, history).length > 1 &&
            visits.find(account, at) === undefined;
          if (isNews && !context.tenant.isShared(source.network, at)) {
            const facts = factsOf(event, { score, usual, history });
            reportVisit(visits.begin(account, account, event, facts), context);
          }
        }
        tenant.add(event);
      },
      save: () => ({
        visits: visits.save(),
        scores: scores.save(),
        rarest: rarest.save(),
        ...tenant.save(),
      }),
    };
  },
);

/** How often which value was met in the tenant. */
class TenantCounts {
  total: number;
  readonly blocks: Map<string, number>;
  readonly countries: Map<string, number>;
  readonly devices: Map<string, number>;

  constructor(saved?: Saved) {
    this.total = saved?.total ?? 0;
    this.blocks = new Map(saved?.blocks);
    this.countries = new Map(saved?.countries);
    this.devices = new Map(saved?.devices);
  }

  add({ source, country, device }: SignInEvent): void {
    this.total += 1;
    if (source !== undefined) count(this.blocks, source.block);
    if (country !== undefined) count(this.countries, country);
    if (device !== undefined) count(this.devices, device);
  }

  save(): Pick<Saved, 'total' | 'blocks' | 'countries' | 'devices'> {
    const { total, blocks, countries, devices } = this;
    return { total, blocks: [...blocks], countries: [...countries], devices: [...devices] };
  }
}

/** Values beyond the limit count as never met, which is what they nearly are. */
function count(counts: Map<string, number>, value: string): void {
  const known = counts.get(value);
  if (known !== undefined || counts.size < countLimit) counts.set(value, (known ?? 0) + 1);
}

const countLimit = 20_000;

function scoreOf(
  { source, country, device, at }: SignInEvent,
  history: AccountHistory,
  counts: TenantCounts,
  { tenant }: BehaviourContext,
): number {
  const ratio = (own: number | undefined, all: number | undefined) =>
    logRatio(own ?? 0, history.successes, (all ?? 0) + 1, counts.total + 1);
  let score = 0;
  if (source !== undefined) {
    const { network, block } = source;
    score += ratio(history.networks.find(network, at)?.count, tenant.signInsFrom(network));
    score += ratio(history.blocks.find(block, at)?.count, counts.blocks.get(block));
  }
  if (country !== undefined) {
    score += ratio(history.countries.find(country, at)?.count, counts.countries.get(country));
  }
  if (device !== undefined) {
    score += ratio(history.devices.find(device, at)?.count, counts.devices.get(device));
  }
  return score;
}

/**
 * ln(p(value) / p(value | account)). The account's share is drawn toward the tenant's by interpolation:
 * adding constants instead would make a value that nobody ever had look like the account's own.
 */
function logRatio(own: number, ofOwn: number, all: number, ofAll: number): number {
  const pull = 1 / (ofOwn + 1);
  const everybody = Math.min(1, all / ofAll);
  return Math.log(everybody / ((1 - pull) * Math.min(1, own / ofOwn) + pull * everybody));
}

interface Judged {
  readonly score: number;
  readonly usual: number;
  readonly history: AccountHistory;
}

function factsOf(event: SignInEvent, { score, usual, history }: Judged): Facts {
  const { source, country, device } = event;
  return {
    score: Math.round(score * 10) / 10,
    usual: Math.round(usual * 10) / 10,
    network: source?.network ?? '',
    country: country ?? '',
    device: device ?? '',
    isNew: newsOf(event, history).join(', '),
  };
}

/** What the account had not used during the last 90 days. */
function newsOf(
  { source, country, device, at }: SignInEvent,
  { networks, blocks, countries, devices }: AccountHistory,
): readonly string[] {
  const news: readonly (readonly [string, boolean])[] = [
    ['network', source !== undefined && networks.find(source.network, at) === undefined],
    ['provider', source !== undefined && blocks.find(source.block, at) === undefined],
    ['country', country !== undefined && countries.find(country, at) === undefined],
    ['device', device !== undefined && devices.find(device, at) === undefined],
  ];
  return news.filter(([, isNew]) => isNew).map(([name]) => name);
}

function reportVisit(visit: Visit<Facts>, context: BehaviourContext): void {
  const { account, facts } = visit;
  context.report({
    subject: account,
    bucket: dayOf(visit.from),
    describe: () => ({
      ...visitDraft(visit),
      severity: 'medium',
      title: `${context.nameOf(account)} signed in with a new ${facts.isNew.replace(/, (?=[a-z]+$)/, ' and a new ').replaceAll(', ', ', a new ')}, less likely than nearly all sign-ins of the tenant`,
    }),
  });
}
