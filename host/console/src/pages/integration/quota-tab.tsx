import { Button } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { WholePlugin } from '../../api/plugins.js';
import { type Quota, quotaQuery } from '../../api/quota.js';
import { runsQuery } from '../../api/runs.js';
import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { QueryView } from '../../components/query-view.js';
import { QuotaGauge } from '../../components/quota-gauge.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Time, useNow } from '../../components/time.js';
import { exactNumber } from '../../format/numbers.js';
import { timeWords } from '../../format/times.js';
import { detailWords } from '../../words/details.js';
import { CeilingForm } from './ceiling-form.js';
import { useIntegration } from './integration-context.js';
import { QuotaChart } from './quota-chart.js';
import classes from './quota-tab.module.css';
import { type UsagePoint, usagePoints } from './usage-points.js';

const words = detailWords.quota;
const dayMs = 86_400_000;

/** What the provider allows: usage now and over the last day, and the ceiling that Rollcall keeps to. */
export function QuotaTab() {
  const { integration, plugin } = useIntegration();
  const quotas = useQuery(quotaQuery(integration.id));
  const mayAct = useMay('operator');
  return (
    <QueryView query={quotas} skeleton={<TableSkeleton rows={3} />} failed={words.failed}>
      {(data) => {
        const [main] = data;
        if (!main || main.used === null || main.limit === null) {
          return <Empty icon={IconGauge} title={words.none} text={words.noneText} />;
        }
        return (
          <div className={classes.quota}>
            <ul className={classes.gauges}>
              {data.map((quota) => (
                <QuotaCard
                  key={`${quota.scope} ${quota.name}`}
                  quota={quota}
                  title={titleOf(plugin, quota.name)}
                />
              ))}
            </ul>
            <Usage integrationId={integration.id} />
            {mayAct ? (
              <CeilingForm
                integration={integration}
                limit={main.limit}
                ceiling={main.ceiling ?? main.limit}
              />
            ) : null}
          </div>
        );
      }}
    </QueryView>
  );
}

interface QuotaCardProps {
  readonly quota: Quota;
  readonly title: string;
}

function QuotaCard({ quota, title }: QuotaCardProps) {
  const { used, limit, ceiling, readAt, reserved, pausedUntil } = quota;
  const now = useNow();
  return (
    <li className={`${classes.card} rc-card`}>
      <h2 className="rc-meta">{title}</h2>
      <QuotaGauge used={used} limit={limit} ceiling={ceiling} />
      <p className="rc-meta">
        {readAt === null ? '' : words.read(timeWords(new Date(readAt), now).short)}
        {reserved > 0 ? ` · ${words.reserved(reserved)}` : ''}
        {pausedUntil === null
          ? ''
          : ` · ${words.pausedUntil(timeWords(new Date(pausedUntil), now).clock)}`}
      </p>
    </li>
  );
}

function Usage({ integrationId }: { readonly integrationId: string }) {
  const { data: runs = [] } = useQuery(runsQuery(integrationId));
  const [isTable, setIsTable] = useState(false);
  const to = useNow().getTime();
  const points = usagePoints(runs, to - dayMs);
  if (points.length === 0) return null;
  return (
    <section className={`${classes.usage} rc-card`}>
      <header className={classes.head}>
        <h2>{words.title}</h2>
        <Button size="compact-sm" variant="default" onClick={() => setIsTable(!isTable)}>
          {isTable ? words.asChart : words.asTable}
        </Button>
      </header>
      {isTable ? (
        <UsageTable points={points} />
      ) : (
        <QuotaChart points={points} from={to - dayMs} to={to} />
      )}
    </section>
  );
}

function UsageTable({ points }: { readonly points: readonly UsagePoint[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{words.columns.when}</th>
          <th scope="col">{words.columns.used}</th>
          <th scope="col">{words.columns.ours}</th>
          <th scope="col">{words.columns.limit}</th>
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map(({ at, used, ours, limit }) => (
          <tr key={at}>
            <th scope="row">
              <Time at={new Date(at).toISOString()} />
            </th>
            <td>{exactNumber(used)}</td>
            <td>{exactNumber(ours)}</td>
            <td>{exactNumber(limit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The title that the manifest gives a quota. */
function titleOf(plugin: WholePlugin | undefined, name: string): string {
  const title = plugin?.quota.find((quota) => quota.name === name)?.title;
  if (typeof title === 'string') return title;
  const text = name.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
