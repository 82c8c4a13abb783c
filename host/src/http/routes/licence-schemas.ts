import { answer, anyObject, listOf, number, numberOrNull, text, textOrNull } from '../schemas.js';

const boolean = { type: 'boolean' };

const figures = answer('The money', {
  idleSpend: number,
  reclaimableNow: number,
  realisableAtRenewal: answer('At renewal', { yearly: number, on: textOrNull }),
  unassignedSpend: number,
  avoidedPurchase: numberOrNull,
  changes: number,
  expected: number,
  likely: number,
});

const pool = answer('A licence', {
  integrationId: text,
  licenceId: text,
  name: text,
  layer: text,
  total: numberOrNull,
  used: numberOrNull,
  assigned: number,
  unassigned: numberOrNull,
  idle: number,
  neverUsed: number,
  frozen: number,
  deactivated: number,
  heldTwice: number,
  expiresOn: textOrNull,
  isExpiring: boolean,
  monthlyPrice: numberOrNull,
  priceSource: textOrNull,
  idleSpend: numberOrNull,
  unassignedSpend: numberOrNull,
  reclaimable: number,
  reclaimableSpend: numberOrNull,
  renewsOn: textOrNull,
});

const account = answer('An account that nobody uses', {
  integrationId: text,
  accountId: text,
  username: text,
  displayName: textOrNull,
  kind: { enum: ['human', 'service'] },
  state: text,
  licence: text,
  licences: listOf(text),
  lastUse: {
    ...answer('Its latest use', { at: text, by: { enum: ['sign-in', 'token'] } }),
    type: ['object', 'null'],
  },
  days: numberOrNull,
  rule: text,
  reason: text,
  action: { enum: ['deactivate', 'freeze first', 'keep'] },
  confidence: number,
  guards: listOf(text),
  monthlySaving: numberOrNull,
  isListPrice: boolean,
});

const change = answer('A cheaper licence that may do', {
  integrationId: text,
  accountId: text,
  username: text,
  kind: text,
  action: { enum: ['downgrade', 'convert'] },
  licence: text,
  to: text,
  monthlySaving: number,
  confidence: number,
  reason: text,
});

const deactivated = answer('A deactivated account that holds seats', {
  integrationId: text,
  accountId: text,
  username: text,
  licences: listOf(text),
  monthlySaving: numberOrNull,
});

/** The report of unused licences. */
export const licenceReport = answer('The report', {
  asOf: text,
  header: anyObject,
  currency: text,
  days: number,
  integrations: listOf(answer('An integration', { id: text, name: text, asOf: textOrNull })),
  figures,
  bands: listOf(anyObject),
  pools: listOf(pool),
  accounts: listOf(account),
  changes: listOf(change),
  deactivated: listOf(deactivated),
  monthlySaving: number,
  notes: listOf(answer('What limits it', { integrationId: text, text })),
});

/** The money of the report by days. */
export const licenceSteps = answer('The money by days', {
  asOf: text,
  currency: text,
  steps: listOf(
    answer('A number of days', {
      days: number,
      humans: number,
      services: number,
      unpriced: number,
      idleSpend: number,
      reclaimableNow: number,
      realisableAtRenewal: answer('At renewal', { yearly: number, on: textOrNull }),
    }),
  ),
});
