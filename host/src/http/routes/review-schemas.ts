import { decisions, reviewKinds } from '../../reviews/review.js';
import {
  answer,
  closedObject,
  type JsonSchema,
  listOf,
  number,
  numberOrNull,
  text,
  textOrNull,
} from '../schemas.js';

/** How complete the streams of a pack are. */
export const completeness = listOf(
  answer('How complete a stream is', {
    integrationId: text,
    stream: text,
    title: text,
    status: { enum: ['complete', 'gap', 'not compared'] },
    stored: { ...number, description: 'Records of the period that are stored' },
    comparedStored: number,
    comparedProvider: number,
    spans: number,
    gaps: number,
  }),
);

/** An evidence pack. */
export const pack: JsonSchema = answer('An evidence pack', {
  sha256: text,
  bytes: number,
  madeAt: text,
  madeBy: text,
  completeness,
});

const listed = {
  id: text,
  kind: { enum: reviewKinds },
  title: text,
  integrationId: textOrNull,
  integrationName: textOrNull,
  from: textOrNull,
  to: text,
  state: { enum: ['open', 'completed'] },
  startedAt: text,
  startedBy: text,
  completedAt: textOrNull,
  completedBy: textOrNull,
  reviewer: textOrNull,
  statement: textOrNull,
  totals: answer('How many lines were judged how', {
    lines: number,
    accepted: number,
    questioned: number,
    revoked: number,
    waiting: number,
  }),
  pack: { ...pack, type: ['object', 'null'] },
};

/** A review of a list. */
export const review: JsonSchema = answer('A review', listed);

/** A page of reviews. */
export const reviewPage: JsonSchema = answer('Reviews', {
  reviews: listOf(review),
  next: textOrNull,
});

const change = listOf(
  answer('Who holds what', {
    integrationId: text,
    accountId: text,
    username: text,
    capability: text,
    capabilityTitle: text,
    roles: { type: 'array', items: text },
  }),
);

/** A review with what it rests on. */
export const reviewDetail: JsonSchema = answer('A review with what it rests on', {
  ...listed,
  packIsHere: {
    type: 'boolean',
    description: 'Whether this host has the latest pack, so that it can be fetched',
  },
  catalogue: text,
  datasets: listOf(
    answer('What is stored of a stream', {
      integrationId: text,
      stream: text,
      title: text,
      entity: text,
      status: { enum: ['complete', 'partial', 'unavailable'] },
      reason: textOrNull,
      rows: number,
      from: textOrNull,
      to: textOrNull,
      readAt: textOrNull,
      runId: textOrNull,
    }),
  ),
  figures: {
    ...answer('Of sign-ins: their numbers', {
      signIns: number,
      failures: number,
      accounts: number,
    }),
    type: ['object', 'null'],
  },
  difference: {
    ...answer('Of access: what changed since the earlier moment', {
      added: change,
      removed: change,
      changed: change,
      notes: { type: 'array', items: text, description: 'What is not known of that time' },
    }),
    type: ['object', 'null'],
  },
});

/** A page of lines. Which facts a line has depends on the kind of the review. */
export const linePage: JsonSchema = answer('Lines', {
  lines: listOf(
    answer('A line', {
      line: number,
      title: text,
      why: text,
      facts: answer('What is judged', {
        kind: { enum: reviewKinds },
        group: text,
        value: textOrNull,
        integrationId: textOrNull,
        accountId: textOrNull,
        reasons: { type: 'array', items: text },
        signIns: number,
        failures: number,
        lastAt: textOrNull,
        username: text,
        displayName: textOrNull,
        accountKind: text,
        capability: text,
        capabilityTitle: text,
        role: text,
        roleKind: text,
        via: text,
        since: textOrNull,
        sinceBy: textOrNull,
        grantedBy: textOrNull,
        expiresAt: textOrNull,
        lastSignInAt: textOrNull,
        change: { enum: ['held', 'gained', 'other role'] },
      }),
      decision: { enum: [...decisions, null] },
      note: textOrNull,
      decidedBy: textOrNull,
      decidedAt: textOrNull,
    }),
  ),
  next: numberOrNull,
});

/** What starts a review. */
export const startBody: JsonSchema = closedObject(
  {
    kind: { enum: reviewKinds },
    integration: { type: 'string', description: 'Only this one (id or display name)' },
    from: {
      type: 'string',
      description: 'First day, or instant, in UTC; of access: what is compared with',
    },
    to: { type: 'string', description: 'Last day, or instant before which, in UTC' },
  },
  ['kind'],
);

/** What is said of lines. */
export const decideBody: JsonSchema = closedObject(
  {
    lines: {
      type: 'array',
      items: { type: 'integer', minimum: 1 },
      minItems: 1,
      maxItems: 5000,
      description: 'Their numbers',
    },
    decision: { enum: decisions },
    note: { type: 'string', maxLength: 2000, description: 'Why; a question needs one' },
  },
  ['lines', 'decision'],
);

/** What ends a review. */
export const completeBody: JsonSchema = closedObject(
  {
    reviewer: { type: 'string', minLength: 1, maxLength: 200 },
    statement: { type: 'string', minLength: 1, maxLength: 4000 },
  },
  ['reviewer', 'statement'],
);
