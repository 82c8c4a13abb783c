import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from 'react-router';

import type { WholeIntegration } from '../../api/integrations.js';
import type { Run } from '../../api/runs.js';
import { Empty } from '../../components/empty.js';
import { QuotaGauge } from '../../components/quota-gauge.js';
import { StateLine } from '../../components/state-line.js';
import { Time } from '../../components/time.js';
import { entityName } from '../../format/entities.js';
import { wholeNumber } from '../../format/numbers.js';
import { clockTime } from '../../format/times.js';
import { detailWords as words } from '../../words/details.js';
import { integrationWords } from '../../words/integrations.js';
import { useIntegration } from './integration-context.js';
import classes from './overview-tab.module.css';
import { runState, sumOf } from './run-state.js';
import { RunStreams } from './run-streams.js';

/** How many counts stand in the first row. */
const mostCards = 4;
const firstEntities = ['accounts', 'sign_ins', 'licence_assignments', 'app_grants'];

/** What an integration holds, and what its present or last run did. */
export function OverviewTab() {
  const { integration, plugin } = useIntegration();
  const { openRun, lastRun } = integration;
  const run = openRun?.hook === 'collect' ? openRun : lastRun;
  return (
    <div className={classes.overview}>
      <Counts integration={integration} />
      {run ? (
        <section className="rc-card" aria-label={run === openRun ? words.thisRun : words.lastRun}>
          <RunHead run={run} isOpen={run === openRun} integrationId={integration.id} />
          <RunStreams run={run} plugin={plugin} />
        </section>
      ) : (
        <Empty icon={IconDownload} title={words.nothingYet} text={words.nothingYetText} />
      )}
    </div>
  );
}

function Counts({ integration }: { readonly integration: WholeIntegration }) {
  const { records, quota, id } = integration;
  const present = Object.entries(records).filter(([, count]) => count > 0);
  const rank = (entity: string) => {
    const at = firstEntities.indexOf(entity);
    return at < 0 ? firstEntities.length : at;
  };
  const shown = present.toSorted(([a], [b]) => rank(a) - rank(b)).slice(0, mostCards - 1);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.cards}>
      {shown.map(([entity, count]) => (
        <li key={entity} className={`${classes.card} rc-card`}>
          <span className="rc-meta">{words.records(entityName(entity))}</span>
          <span className="rc-figure">{wholeNumber(count)}</span>
        </li>
      ))}
      <li className="rc-card">
        <Link to={`/integrations/${encodeURIComponent(id)}/quota`} className={classes.card}>
          <span className="rc-meta">{integrationWords.columns.quota}</span>
          <QuotaGauge
            used={quota?.used ?? null}
            limit={quota?.limit ?? null}
            ceiling={quota?.ceiling ?? null}
          />
        </Link>
      </li>
    </ul>
  );
}

interface RunHeadProps {
  readonly run: Run;
  readonly isOpen: boolean;
  readonly integrationId: string;
}

function RunHead({ run, isOpen, integrationId }: RunHeadProps) {
  const streams = Object.values(run.streams);
  const done = streams.filter(({ status }) => !['waiting', 'running'].includes(status)).length;
  const started = clockTime(new Date(run.startedAt ?? run.requestedAt));
  return (
    <header className={classes.head}>
      <div className={classes.headWords}>
        <h2>{isOpen ? words.thisRun : words.lastRun}</h2>
        <p className="rc-meta rc-numbers">
          {words.runFacts(started, done, streams.length, sumOf(run, 'requests'))}
        </p>
      </div>
      {isOpen ? null : (
        <div className={classes.ended}>
          <StateLine state={{ ...runState(run), detail: undefined }} />
          {run.endedAt === null ? null : <Time at={run.endedAt} />}
        </div>
      )}
      <Button
        component={Link}
        to={`/integrations/${encodeURIComponent(integrationId)}/runs/${run.id}`}
        variant="default"
        size="compact-sm"
      >
        {words.receipt}
      </Button>
    </header>
  );
}
