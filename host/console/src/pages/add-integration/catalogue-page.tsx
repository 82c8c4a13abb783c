import { Button } from '@mantine/core';
import { IconPuzzle } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { type Plugin, pluginQuery, pluginsQuery, type WholePlugin } from '../../api/plugins.js';
import { Empty } from '../../components/empty.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { PageHead } from '../../components/page-head.js';
import { PluginIcon } from '../../components/plugin-icon.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { addWords as words } from '../../words/add.js';
import classes from './catalogue.module.css';
import { hostsOf } from './hosts-of.js';

/** The plugins that an integration can be made of, with what each reads and where it reaches. */
export function CataloguePage() {
  const plugins = useQuery(pluginsQuery);
  return (
    <>
      <PageHead
        title={words.catalogue}
        summary={words.catalogueText}
        back={{ to: '/integrations', label: words.back }}
      />
      <QueryView query={plugins} skeleton={<TableSkeleton rows={2} />} failed={words.failed}>
        {(data) => <Catalogue plugins={data} />}
      </QueryView>
    </>
  );
}

function Catalogue({ plugins }: { readonly plugins: readonly Plugin[] }) {
  const url = useUrlState();
  const text = (url.get('q') ?? '').trim().toLowerCase();
  const shown = plugins.filter(({ name, description, publisher }) =>
    `${name} ${description} ${publisher}`.toLowerCase().includes(text),
  );
  const details = useQueries({ queries: shown.map(({ id }) => pluginQuery(id)) });
  if (plugins.length === 0) {
    return <Empty icon={IconPuzzle} title={words.none} text={words.noneText} />;
  }
  return (
    <>
      {plugins.length > 6 || text !== '' ? <FilterBar url={url} search={words.search} /> : null}
      {shown.length === 0 ? (
        <Empty icon={IconPuzzle} title={words.noMatch} text={words.noMatchText} />
      ) : (
        <ul className={classes.cards}>
          {shown.map((plugin, index) => (
            <li key={plugin.id}>
              <PluginCard plugin={plugin} whole={details[index]?.data} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface PluginCardProps {
  readonly plugin: Plugin;
  readonly whole: WholePlugin | undefined;
}

function PluginCard({ plugin, whole }: PluginCardProps) {
  const { id, name, publisher, description } = plugin;
  return (
    <article className={`${classes.card} rc-card`}>
      <header className={classes.head}>
        <PluginIcon pluginId={id} />
        <div className={classes.words}>
          <h2 className="rc-cut">{name}</h2>
          <span className="rc-meta rc-cut">{publisher}</span>
        </div>
      </header>
      <p className={classes.text}>{description}</p>
      <div className={`${classes.facts} rc-meta`}>
        {whole ? (
          <>
            <p>{words.reads(whole.streams.map(({ title }) => title))}</p>
            <p>{words.reaches(hostsOf(whole))}</p>
          </>
        ) : null}
      </div>
      <Button
        component={Link}
        to={`/integrations/add/${encodeURIComponent(id)}`}
        variant="default"
        aria-label={words.chooseNamed(name)}
      >
        {words.choose}
      </Button>
    </article>
  );
}
