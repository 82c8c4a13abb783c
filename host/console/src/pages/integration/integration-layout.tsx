import { Button } from '@mantine/core';
import { IconDownload, IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useParams } from 'react-router';

import { integrationQuery, type WholeIntegration } from '../../api/integrations.js';
import { pluginQuery, type WholePlugin } from '../../api/plugins.js';
import { useLiveRun } from '../../api/run-events.js';
import { runQuery } from '../../api/runs.js';
import { useMay } from '../../app/session-context.js';
import { ErrorNote } from '../../components/error-note.js';
import { PageHead } from '../../components/page-head.js';
import { PluginIcon } from '../../components/plugin-icon.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { Tabs } from '../../components/tabs.js';
import { useNow } from '../../components/time.js';
import { actionWords } from '../../words/actions.js';
import { detailWords as words } from '../../words/details.js';
import { IntegrationMenu } from '../integration-actions/integration-menu.js';
import { useActions } from '../integration-actions/use-actions.js';
import { integrationState } from '../integrations/integration-state.js';
import { streamTitle } from './integration-context.js';
import classes from './integration-layout.module.css';

const tabs = ['overview', 'runs', 'streams', 'quota', 'schedule', 'logs', 'configuration'] as const;

/** One integration: what it is doing, what can be asked of it, and the tabs. */
export function IntegrationLayout() {
  const { id = '' } = useParams();
  const query = useQuery(integrationQuery(id));
  return (
    <QueryView query={query} skeleton={<TableSkeleton rows={4} />} failed={words.failed}>
      {(integration) => <Details key={integration.id} integration={integration} />}
    </QueryView>
  );
}

function Details({ integration: known }: { readonly integration: WholeIntegration }) {
  const openRunId = known.openRun?.id;
  const { data: openRun = known.openRun } = useQuery({
    ...runQuery(openRunId ?? ''),
    enabled: openRunId !== undefined,
  });
  const live = useLiveRun(openRunId);
  const { data: plugin } = useQuery(pluginQuery(known.plugin));
  const integration = openRunId === undefined ? known : { ...known, openRun };
  const home = `/integrations/${encodeURIComponent(known.id)}`;
  return (
    <>
      <Head integration={integration} home={home} plugin={plugin} />
      <div role="status">
        {live.isInterrupted ? <p className={classes.interrupted}>{words.interrupted}</p> : null}
      </div>
      <Tabs
        label={words.tabsLabel}
        tabs={tabs.map((tab) => ({ to: `${home}/${tab}`, title: words.tabs[tab] }))}
      />
      <Outlet context={{ integration, plugin }} />
    </>
  );
}

interface HeadProps {
  readonly integration: WholeIntegration;
  readonly home: string;
  readonly plugin: WholePlugin | undefined;
}

function Head({ integration, home, plugin }: HeadProps) {
  const now = useNow();
  const { pathname } = useLocation();
  const tab = tabs.find((each) => pathname.startsWith(`${home}/${each}`)) ?? 'overview';
  const actions = useActions(integration);
  return (
    <>
      <PageHead
        title={integration.name}
        tabTitle={`${integration.name} · ${words.tabs[tab]}`}
        icon={<PluginIcon pluginId={integration.plugin} />}
        summary={
          <StateLine
            state={integrationState(integration, now, (name) => streamTitle(plugin, name))}
          />
        }
        back={{ to: '/integrations', label: words.back }}
        actions={<HeadActions integration={integration} actions={actions} />}
      />
      {actions.error ? (
        <div className={classes.problem}>
          <ErrorNote error={actions.error} title={actionWords.actionFailed} />
        </div>
      ) : null}
    </>
  );
}

interface HeadActionsProps {
  readonly integration: WholeIntegration;
  readonly actions: ReturnType<typeof useActions>;
}

function HeadActions({ integration, actions }: HeadActionsProps) {
  const mayAct = useMay('operator');
  if (!mayAct) return null;
  const { openRun, paused, lastRun } = integration;
  const collecting = openRun?.hook === 'collect' ? openRun : undefined;
  return (
    <>
      {collecting ? (
        <Button
          variant="default"
          loading={actions.stop.isPending}
          leftSection={<IconPlayerStop size={16} stroke={1.6} aria-hidden />}
          onClick={() => actions.stop.mutate(collecting.id)}
        >
          {actionWords.stop}
        </Button>
      ) : (
        <Button
          variant={lastRun === null ? 'filled' : 'default'}
          disabled={paused}
          loading={actions.collect.isPending}
          leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
          onClick={() => actions.collect.mutate()}
        >
          {actionWords.collect}
        </Button>
      )}
      <IntegrationMenu integration={integration} hasKeys />
    </>
  );
}
