import { IconPuzzle } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { integrationsQuery } from '../../api/integrations.js';
import { type Plugin, pluginQuery, pluginsQuery, type WholePlugin } from '../../api/plugins.js';
import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { PageHead } from '../../components/page-head.js';
import { PluginIcon } from '../../components/plugin-icon.js';
import { QueryView } from '../../components/query-view.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { wholeNumber } from '../../format/numbers.js';
import { commonWords } from '../../words/common.js';
import { pluginWords as words } from '../../words/plugins.js';
import { hostsOf } from '../add-integration/hosts-of.js';
import { AddPlugin } from './add-plugin.js';
import classes from './plugins.module.css';

interface PluginRow {
  readonly plugin: Plugin;
  readonly whole: WholePlugin | undefined;
  /** How many integrations are made of it. */
  readonly integrations: number | undefined;
}

/** What integrations can be made of, and what each may. */
export function PluginsPage() {
  const plugins = useQuery(pluginsQuery);
  const integrations = useQuery(integrationsQuery);
  const isAdministrator = useMay('administrator');
  const details = useQueries({ queries: (plugins.data ?? []).map(({ id }) => pluginQuery(id)) });
  const rows = (plugins.data ?? []).map((plugin, index) => ({
    plugin,
    whole: details[index]?.data,
    integrations: integrations.data?.filter((each) => each.plugin === plugin.id).length,
  }));
  const added = rows.filter(({ plugin }) => plugin.source === 'added').length;
  return (
    <>
      <PageHead
        title={words.title}
        summary={plugins.data ? words.summary(rows.length, added) : ' '}
        actions={isAdministrator ? <AddPlugin /> : null}
      />
      <QueryView query={plugins} skeleton={<TableSkeleton rows={3} />} failed={words.failed}>
        {() =>
          rows.length === 0 ? (
            <Empty icon={IconPuzzle} title={words.none} text={words.noneText} />
          ) : (
            <DataTable
              label={words.title}
              rows={rows}
              columns={columns}
              rowKey={({ plugin }) => plugin.id}
              rowHref={hrefOf}
              rowHeight={62}
              listBelow={640}
              card={(row) => <PluginCard row={row} />}
            />
          )
        }
      </QueryView>
    </>
  );
}

const columns: readonly Column<PluginRow>[] = [
  { id: 'name', title: words.columns.name, cell: (row) => <PluginName row={row} /> },
  {
    id: 'reaches',
    title: words.columns.reaches,
    width: 280,
    fromWidth: 900,
    cell: ({ whole }) => (
      <span className="rc-cut rc-below">{whole ? hostsOf(whole).join(', ') : ''}</span>
    ),
  },
  {
    id: 'version',
    title: words.columns.version,
    width: 184,
    cell: ({ plugin }) => (
      <>
        <span className="rc-numbers">{plugin.version}</span>
        <span className="rc-meta rc-below">{words.sources[plugin.source]}</span>
      </>
    ),
  },
  {
    id: 'integrations',
    title: words.columns.integrations,
    width: 120,
    isNumber: true,
    cell: ({ integrations }) =>
      integrations === undefined ? commonWords.unknown : wholeNumber(integrations),
  },
];

function hrefOf({ plugin }: PluginRow): string {
  return `/plugins/${encodeURIComponent(plugin.id)}`;
}

function PluginName({ row }: { readonly row: PluginRow }) {
  return (
    <span className={classes.name}>
      <PluginIcon pluginId={row.plugin.id} />
      <span className={classes.words}>
        <Link to={hrefOf(row)} className={`${classes.link} rc-name rc-cut`}>
          {row.plugin.name}
        </Link>
        <span className="rc-meta rc-cut">{row.plugin.publisher}</span>
      </span>
    </span>
  );
}

function PluginCard({ row }: { readonly row: PluginRow }) {
  const { plugin, whole, integrations } = row;
  return (
    <div className={classes.card}>
      <PluginName row={row} />
      {whole ? <p className="rc-meta">{hostsOf(whole).join(', ')}</p> : null}
      <div className={`${classes.between} rc-meta`}>
        <span>
          {plugin.version} · {words.sources[plugin.source]}
        </span>
        {integrations === undefined ? null : <span>{words.usedBy(integrations)}</span>}
      </div>
    </div>
  );
}
