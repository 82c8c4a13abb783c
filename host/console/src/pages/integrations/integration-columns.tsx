import { Link } from 'react-router';

import type { Integration } from '../../api/integrations.js';
import { PluginIcon } from '../../components/plugin-icon.js';
import { QuotaGauge } from '../../components/quota-gauge.js';
import { StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { Time } from '../../components/time.js';
import { commonWords } from '../../words/common.js';
import { integrationWords as words } from '../../words/integrations.js';
import { IntegrationMenu } from '../integration-actions/integration-menu.js';
import classes from './integration-list.module.css';
import { groupRank, type IntegrationState } from './integration-state.js';

/** An integration and its state at this moment. */
export interface IntegrationRow {
  readonly integration: Integration;
  readonly state: IntegrationState;
}

/** Where an integration's details are. */
export function integrationHref({ integration }: Pick<IntegrationRow, 'integration'>): string {
  return `/integrations/${encodeURIComponent(integration.id)}`;
}

/** The columns of the list, dropped by importance where it is narrow. */
export const integrationColumns: readonly Column<IntegrationRow>[] = [
  {
    id: 'name',
    title: words.columns.name,
    cell: (row) => <IntegrationName row={row} />,
    sortValue: ({ integration }) => integration.name,
  },
  {
    id: 'status',
    title: words.columns.status,
    width: 344,
    cell: ({ state }) => <StateLine state={state} />,
    sortValue: ({ state }) => groupRank(state.group),
  },
  {
    id: 'last',
    title: words.columns.last,
    width: 148,
    fromWidth: 964,
    cell: ({ integration }) => <LastTime integration={integration} />,
    sortValue: ({ integration }) => instantOf(integration.lastRun?.endedAt),
  },
  {
    id: 'next',
    title: words.columns.next,
    width: 128,
    fromWidth: 1100,
    cell: ({ integration }) => <NextTime integration={integration} />,
    sortValue: ({ integration }) => instantOf(integration.nextAt),
  },
  {
    id: 'quota',
    title: words.columns.quota,
    width: 168,
    cell: ({ integration }) => <Quota integration={integration} />,
    sortValue: ({ integration: { quota } }) => shareOf(quota),
  },
  {
    id: 'actions',
    title: words.columns.actions,
    isTitleHidden: true,
    width: 64,
    cell: ({ integration }) => <IntegrationMenu integration={integration} />,
  },
];

/** The name with its icon, and the tenant below. */
export function IntegrationName({ row }: { readonly row: IntegrationRow }) {
  const { integration } = row;
  return (
    <span className={classes.name}>
      <PluginIcon pluginId={integration.plugin} />
      <span className={classes.words}>
        <Link to={integrationHref(row)} className={`${classes.link} rc-name rc-cut`}>
          {integration.name}
        </Link>
        <span className="rc-meta rc-cut">{placeOf(integration)}</span>
      </span>
    </span>
  );
}

/** When it was collected last. */
export function LastTime({ integration }: { readonly integration: Integration }) {
  const at = integration.lastRun?.endedAt ?? null;
  if (at === null) return <span className="rc-meta">{words.never}</span>;
  return <Time at={at} twoLines />;
}

function NextTime({ integration: { nextAt, openRun } }: { readonly integration: Integration }) {
  if (nextAt === null || Date.parse(nextAt) === 0 || openRun?.hook === 'collect') {
    return <span className="rc-meta">{commonWords.unknown}</span>;
  }
  return <Time at={nextAt} twoLines />;
}

/** How much of the tenant's quota is used. */
export function Quota({ integration: { quota } }: { readonly integration: Integration }) {
  return (
    <QuotaGauge
      used={quota?.used ?? null}
      limit={quota?.limit ?? null}
      ceiling={quota?.ceiling ?? null}
    />
  );
}

function instantOf(at: string | null | undefined): number | undefined {
  return at === null || at === undefined ? undefined : Date.parse(at);
}

function shareOf(quota: Integration['quota']): number | undefined {
  if (!quota || quota.used === null || quota.limit === null) return undefined;
  return quota.used / quota.limit;
}

/** What tells integrations of one plugin apart: the address that was entered, else the organisation. */
function placeOf({ config, tenantName, plugin }: Integration): string {
  const address = Object.values(config).find(
    (value) => typeof value === 'string' && URL.canParse(value),
  );
  return typeof address === 'string' ? new URL(address).host : (tenantName ?? plugin);
}
