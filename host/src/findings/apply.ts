import type { PoolClient } from 'pg';

import type { FindingDraft } from '../checks/check.js';
import { copyEvidence } from './evidence-records.js';
import { findingId } from './finding.js';
import { begin, type FindingState, type LifeEvent, type LifeStep, step } from './life.js';
import {
  type FindingContent,
  lockFindings,
  putEvents,
  putFindings,
  putStates,
  type StoredState,
} from './rows.js';
import { tellTargets } from './tell-targets.js';

/** What a check found in an integration. */
export interface FoundByCheck {
  readonly integrationId: string;
  /** The tenant, or the integration until its tenant is known. */
  readonly scope: string;
  readonly check: string;
  readonly checkVersion: number;
  /** Whether its findings happened, and stay true; else they are states that may end. */
  readonly isEpisode: boolean;
  readonly drafts: readonly FindingDraft[];
  readonly at: Date;
  /** When the facts were last read to their end. */
  readonly factsAt: Date | undefined;
  /** Whether every fact that could show a finding was visible, so that its absence proves something. */
  readonly isProven: boolean;
}

interface Seen {
  readonly id: string;
  readonly draft: FindingDraft;
}

interface Change {
  readonly id: string;
  readonly title: string;
  readonly before: FindingState | undefined;
  readonly step: LifeStep;
}

/**
 * Lets findings begin, go on and end by what a check found, and tells whoever is to be told, all in
 * the transaction of the caller. Doing it twice changes nothing but when they were last seen.
 */
export async function applyFound(client: PoolClient, found: FoundByCheck): Promise<void> {
  const seen = keyed(found);
  const stored = await lockFindings(
    client,
    `id = ANY($1) OR (integration_id = $2 AND check_id = $3 AND NOT is_episode
       AND status IN ('new', 'open', 'reopened', 'muted'))`,
    [[...seen.keys()], found.integrationId, found.check],
  );
  const known = new Map(stored.map((each) => [each.id, each]));
  const present = [...seen.values()].map((each) => seenChange(found, each, known.get(each.id)));
  const absent = stored
    .filter(({ id }) => !seen.has(id))
    .map((each) => changeOf(each, { type: 'absent', at: found.at, isProven: found.isProven }))
    .filter(({ step: { history } }) => history.length > 0);
  await storeSeen(client, found, seen, present);
  await putStates(
    client,
    absent.map(({ id, step: { state } }) => ({ id, state })),
  );
  await record(client, [...present, ...absent]);
}

/** Stores what a change made of findings that are known, with their history. */
export async function applyEvent(
  client: PoolClient,
  findings: readonly StoredState[],
  event: LifeEvent,
): Promise<void> {
  const changes = findings
    .map((each) => changeOf(each, event))
    .filter(({ step: { history } }) => history.length > 0);
  await putStates(
    client,
    changes.map(({ id, step: { state } }) => ({ id, state })),
  );
  await record(client, changes);
}

/** One finding for each cause: of two drafts of one id the later one counts. */
function keyed({ scope, check, drafts }: FoundByCheck): ReadonlyMap<string, Seen> {
  return new Map(
    drafts.map((draft) => {
      const { subject, bucket } = draft;
      const id = findingId({ scope, check, subject, bucket });
      return [id, { id, draft }];
    }),
  );
}

function seenChange(found: FoundByCheck, { id, draft }: Seen, stored?: StoredState): Change {
  const { at, factsAt, isEpisode } = found;
  const { severity, title } = draft;
  if (!stored) {
    return { id, title, before: undefined, step: begin(severity, isEpisode, at) };
  }
  return { ...changeOf(stored, { type: 'seen', at, severity, factsAt }), title };
}

function changeOf({ id, title, state }: StoredState, event: LifeEvent): Change {
  return { id, title, before: state, step: step(state, event) };
}

/** What a person closed stays as it was then; only that it was seen again is noted. */
async function storeSeen(
  client: PoolClient,
  found: FoundByCheck,
  seen: ReadonlyMap<string, Seen>,
  changes: readonly Change[],
): Promise<void> {
  const isOver = ({ step: { state } }: Change) => state.status === 'closed';
  const states = changes.map(({ id, step: { state } }) => ({ id, state }));
  const over = new Set(changes.filter(isOver).map(({ id }) => id));
  await putStates(
    client,
    states.filter(({ id }) => over.has(id)),
  );
  const live = states.flatMap(({ id, state }) => {
    const draft = seen.get(id)?.draft;
    return draft && !over.has(id) ? [{ id, state, content: contentOf(found, draft) }] : [];
  });
  await putFindings(client, live);
  await copyEvidence(
    client,
    found.integrationId,
    live.map(({ id, content }) => ({ id, evidence: content.evidence })),
  );
}

function contentOf(
  { integrationId, check, checkVersion }: FoundByCheck,
  { subject, bucket, title, accounts, evidence, firstAt, lastAt }: FindingDraft,
): FindingContent & Pick<FindingDraft, 'evidence'> {
  return {
    integrationId,
    check,
    checkVersion,
    subject,
    bucket,
    title,
    accounts,
    evidence,
    firstAt,
    lastAt,
  };
}

async function record(client: PoolClient, changes: readonly Change[]): Promise<void> {
  const events = changes.flatMap(({ id, step: { history } }) =>
    history.map((event) => ({ findingId: id, event })),
  );
  if (events.length === 0) return;
  await tellTargets(client, await putEvents(client, events));
}
