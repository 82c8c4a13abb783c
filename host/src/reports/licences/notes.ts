import type { FoundPrice } from '../prices/price-book.js';
import type { PoolFacts, ReportedIntegration } from './licence-facts.js';
import type { ReportNote } from './reported.js';
import { daysBetween } from './unused.js';

interface PricedPool {
  readonly facts: PoolFacts;
  readonly price: FoundPrice | undefined;
}

/** What cannot be proven is said. */
export function notesOf(
  integration: ReportedIntegration,
  pools: readonly PricedPool[],
  now: Date,
  days: number,
): readonly ReportNote[] {
  const texts = integration.asOf
    ? [...historyNotes(integration, now, days), ...priceNotes(pools), ...countNotes(pools)]
    : [`${integration.name} was never collected.`];
  return texts.map((text) => ({ integrationId: integration.id, text }));
}

function historyNotes(integration: ReportedIntegration, now: Date, days: number): string[] {
  const notes: string[] = [];
  if (!integration.sawEveryAccount) {
    notes.push('It is not proven that every account was visible: there may be more.');
  }
  if (!integration.tellsLastSignIn) {
    notes.push('The provider tells no last sign-in: only stored sign-ins count.');
  }
  const since = integration.signInsSince;
  if (!since) {
    notes.push('No sign-ins are stored: the provider’s own last sign-in is the only evidence.');
  } else if (daysBetween(since, now) < days) {
    const day = since.toISOString().slice(0, 10);
    notes.push(`Sign-ins are stored since ${day}, less than the ${days} days asked for.`);
  }
  return notes;
}

function priceNotes(pools: readonly PricedPool[]): string[] {
  const held = pools.filter(({ facts }) => facts.assigned > 0);
  const unpriced = held.filter(({ price }) => !price).length;
  const priced = held.filter(({ price }) => price && price.monthly > 0);
  const notes: string[] = [];
  if (unpriced > 0) {
    notes.push(
      `The price of ${unpriced} of ${held.length} licences is not known: their seats are counted, not their money.`,
    );
  }
  if (priced.some(({ price }) => price?.kind === 'list')) {
    notes.push(
      'List prices apply where no contract’s prices were given: savings are an upper bound.',
    );
  }
  if (priced.some(({ price }) => price?.renewsOn === null)) {
    notes.push(
      'The renewal date is not known: set it with the prices to see when savings can be realised.',
    );
  }
  return notes;
}

function countNotes(pools: readonly PricedPool[]): string[] {
  const different = pools.filter(
    ({ facts }) => facts.used !== null && facts.used !== facts.assigned,
  );
  if (different.length === 0) return [];
  return [
    `In ${different.length} of ${pools.length} licences the seats that we see held differ from the number that the provider counts as used.`,
  ];
}
