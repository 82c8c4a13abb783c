import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';

import { type Integration, integrationsQuery } from '../../api/integrations.js';
import { pluginQuery, type WholePlugin } from '../../api/plugins.js';
import { useMay } from '../../app/session-context.js';
import { CopyText } from '../../components/copy-button.js';
import { PageHead } from '../../components/page-head.js';
import { PluginIcon } from '../../components/plugin-icon.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { pluginWords as words } from '../../words/plugins.js';
import { PluginStreams } from './plugin-streams.js';
import classes from './plugins.module.css';
import { RemovePlugin } from './remove-plugin.js';
import { RightsList } from './rights.js';

/** One plugin: what it is, what it may, what it reads, and what is made of it. */
export function PluginPage() {
  const { id = '' } = useParams();
  const query = useQuery(pluginQuery(id));
  return (
    <QueryView query={query} skeleton={<TableSkeleton rows={4} />} failed={words.oneFailed}>
      {(plugin) => <Details plugin={plugin} />}
    </QueryView>
  );
}

function Details({ plugin }: { readonly plugin: WholePlugin }) {
  const { data: integrations } = useQuery(integrationsQuery);
  const [mayAdd, mayRemove] = [useMay('operator'), useMay('administrator')];
  const users = integrations?.filter((each) => each.plugin === plugin.id);
  return (
    <>
      <PageHead
        title={plugin.name}
        icon={<PluginIcon pluginId={plugin.id} />}
        summary={plugin.description}
        back={{ to: '/plugins', label: words.back }}
        actions={
          <>
            {mayRemove && plugin.source === 'added' ? (
              <RemovePlugin plugin={plugin} users={users?.length} />
            ) : null}
            {mayAdd ? (
              <Button
                component={Link}
                variant="default"
                to={`/integrations/add/${encodeURIComponent(plugin.id)}`}
              >
                {words.addIntegration}
              </Button>
            ) : null}
          </>
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Facts plugin={plugin} />
          {users ? <Users users={users} /> : null}
        </div>
        <div className={classes.main}>
          <div className={`${classes.part} rc-card`}>
            <RightsList {...plugin} />
          </div>
          <PluginStreams streams={plugin.streams} />
        </div>
      </div>
    </>
  );
}

function Facts({ plugin }: { readonly plugin: WholePlugin }) {
  const { version, publisher, source, digest, license, homepage, riskAccepted } = plugin;
  return (
    <section className={`${classes.part} rc-card`} aria-label={words.facts}>
      <h2>{words.facts}</h2>
      <dl className={classes.facts}>
        <dt className="rc-meta">{words.version}</dt>
        <dd className="rc-numbers">{version}</dd>
        <dt className="rc-meta">{words.publisher}</dt>
        <dd>{publisher}</dd>
        <dt className="rc-meta">{words.source}</dt>
        <dd>{words.sources[source]}</dd>
        <dt className="rc-meta">{words.digest}</dt>
        <dd>
          <CopyText value={digest} what="digest" />
        </dd>
        {license === null ? null : (
          <>
            <dt className="rc-meta">{words.licence}</dt>
            <dd>{license}</dd>
          </>
        )}
        {homepage === null ? null : (
          <>
            <dt className="rc-meta">{words.homepage}</dt>
            <dd>
              <a href={homepage} target="_blank" rel="noreferrer">
                {homepage.replace(/^https?:\/\//, '')}
              </a>
            </dd>
          </>
        )}
        {riskAccepted ? (
          <>
            <dt className="rc-meta">{words.riskAccepted}</dt>
            <dd>{words.riskAcceptedText}</dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

function Users({ users }: { readonly users: readonly Integration[] }) {
  return (
    <section className={`${classes.part} rc-card`} aria-label={words.integrations}>
      <h2>{words.integrations}</h2>
      {users.length === 0 ? (
        <p className="rc-meta">{words.noIntegrations}</p>
      ) : (
        <ul className={classes.users}>
          {users.map(({ id, name }) => (
            <li key={id} className="rc-cut">
              <Link to={`/integrations/${encodeURIComponent(id)}`}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
