import type { Manifest } from '@rollcall/core';

import { durationMs, isOn } from '../../runs/due.js';
import type { FindingDraft, Judgement, SetCheckContext } from '../check.js';
import { asShare, defineSetCheck, inDays, inUnits, judged } from '../judgement.js';
import { counted, daysBefore, daysBetween } from '../wording.js';

interface Integration {
  readonly manifest: Manifest;
  readonly options: {
    readonly streams?: readonly string[];
    readonly schedule?: Readonly<Record<string, string>>;
  };
  readonly createdAt: Date;
}

interface StreamState {
  readonly stream: string;
  readonly outcome: 'done' | 'skipped' | 'paused' | 'failed' | null;
  readonly doneAt: Date | null;
  readonly reason: string | null;
  readonly hint: string | null;
  readonly visibility: 'all' | 'own' | 'unknown' | null;
  /** Records of the latest reading, and the usual number in the time before. */
  readonly latest: number | null;
  readonly usual: number | null;
}

const thresholds = {
  cadences: inUnits(2, 'cadences', 'After how many of its cadences a stream is out of date', 100),
  drop: asShare(0.2, 'Share of the usual number of records below which a reading is doubtful'),
  historyDays: inDays(28, 'Readings of how many days tell what is usual', 184),
};

type Context = SetCheckContext<typeof thresholds>;

/** What is not seen, so that an empty result proves nothing. */
export const collectorBlindSpot = defineSetCheck({
  id: 'collector-blind-spot',
  version: 1,
  title: 'Blind spot of the collection',
  question: 'Can an empty result be trusted?',
  category: 'data-quality',
  entities: [],
  fields: [],
  severityRule: 'Always medium.',
  thresholds,
  explanation:
    'A stream that is on was skipped, failed, shows the own records alone, is out of date or has far fewer records than usual. Checks that need it cannot judge, or judge what was true then.',
  remediation: 'Do what the hint says, then collect again.',
  references: { controls: ['CIS 8.2', 'NIST 800-53 AU-6', 'ISO 27001 A.8.15', 'SOC 2 CC7.2'] },
  closes: 'absent',
  judge,
});

async function judge(context: Context): Promise<Judgement> {
  const integration = await readIntegration(context);
  if (!integration) return { status: 'unavailable', reason: 'the plugin’s manifest is not stored' };
  const states = new Map((await readStates(context)).map((state) => [state.stream, state]));
  const { manifest, options, createdAt } = integration;
  return judged(
    manifest.streams.flatMap((stream) => {
      if (!isOn(stream, options.streams)) return [];
      const state = states.get(stream.name);
      const cadence = durationMs(options.schedule?.[stream.name] ?? stream.cadence ?? '1d');
      const fault = faultOf(state, cadence, { context, createdAt });
      if (fault === undefined) return [];
      return [findingOf(stream, fault, { state, createdAt, now: context.now })];
    }),
  );
}

async function readIntegration({ pool, integrationId }: Context): Promise<Integration | undefined> {
  const { rows } = await pool.query<Integration>(
    `SELECT p.manifest, i.options, i.created_at AS "createdAt"
     FROM rollcall.integration i JOIN rollcall.plugin p ON p.digest = i.plugin_digest
     WHERE i.id = $1`,
    [integrationId],
  );
  return rows[0];
}

async function readStates(context: Context): Promise<readonly StreamState[]> {
  const { now, thresholds } = context;
  const { rows } = await context.pool.query<StreamState>(
    `WITH reading AS (
       SELECT rs.stream, rs.records,
         row_number() OVER (PARTITION BY rs.stream ORDER BY r.ended_at DESC) AS place
       FROM rollcall.run r JOIN rollcall.run_stream rs ON rs.run_id = r.id
       WHERE r.integration_id = $1 AND r.hook = 'collect' AND rs.status = 'done' AND r.ended_at > $2
     ), readings AS (
       SELECT stream, max(records) FILTER (WHERE place = 1) AS latest,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY records) FILTER (WHERE place > 1) AS usual,
         count(*) AS readings
       FROM reading GROUP BY stream
     )
     SELECT s.stream, s.outcome, s.done_at AS "doneAt", s.reason, s.hint, s.visibility,
       CASE WHEN n.readings > 3 THEN n.latest END AS latest,
       CASE WHEN n.readings > 3 THEN n.usual END AS usual
     FROM rollcall.stream_state s LEFT JOIN readings n ON n.stream = s.stream
       AND s.pass > 0
     WHERE s.integration_id = $1`,
    [context.integrationId, daysBefore(now, thresholds.historyDays)],
  );
  return rows;
}

/** What is wrong with a stream, as the end of a sentence; undefined when nothing is. */
function faultOf(
  state: StreamState | undefined,
  cadenceMs: number,
  { context, createdAt }: { readonly context: Context; readonly createdAt: Date },
): string | undefined {
  const { now, thresholds } = context;
  if (state?.outcome === 'skipped') return `was skipped${because(state)}`;
  if (state?.visibility === 'own') return 'shows the collecting account’s own records alone';
  const readAt = state?.doneAt ?? createdAt;
  if (now.getTime() - readAt.getTime() > thresholds.cadences * cadenceMs) {
    const since = state?.doneAt
      ? `was last read ${counted(daysBetween(readAt, now), 'day')} ago`
      : 'has never been read';
    return `${since}${state ? because(state) : ''}`;
  }
  if (state?.latest == null || state.usual === null) return undefined;
  if (state.latest >= thresholds.drop * state.usual) return undefined;
  return `had ${counted(state.latest, 'record')} instead of about ${Math.round(state.usual).toLocaleString('en-US')}`;
}

function because({ reason }: StreamState): string {
  return reason === null ? '' : `: ${reason}`;
}

function findingOf(
  stream: { readonly name: string; readonly title: string; readonly entity: string },
  fault: string,
  { state, createdAt, now }: { state: StreamState | undefined; createdAt: Date; now: Date },
): FindingDraft {
  return {
    subject: stream.name,
    severity: 'medium',
    title: `“${stream.title}” ${fault}`,
    accounts: [],
    evidence: {
      facts: {
        stream: stream.name,
        entity: stream.entity,
        outcome: state?.outcome ?? null,
        readAt: state?.doneAt?.toISOString() ?? null,
        hint: state?.hint ?? null,
      },
    },
    firstAt: state?.doneAt ?? createdAt,
    lastAt: now,
  };
}
