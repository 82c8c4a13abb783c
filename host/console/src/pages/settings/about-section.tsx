import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { versionQuery } from '../../api/about.js';
import { pluginsQuery } from '../../api/plugins.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { aboutWords as words } from '../../words/about.js';
import { commonWords } from '../../words/common.js';
import { settingsWords } from '../../words/settings.js';
import { Section } from './section.js';
import classes from './section.module.css';

/** Which Rollcall this is, and what it is made of. */
export function AboutSection() {
  const version = useQuery(versionQuery);
  const plugins = useQuery(pluginsQuery);
  return (
    <Section title={settingsWords.sections.about} isForm>
      <dl className={`${classes.facts} rc-card`}>
        <dt className="rc-meta">{words.version}</dt>
        <dd className="rc-numbers">{version.data ?? commonWords.unknown}</dd>
        <dt className="rc-meta">{words.licence}</dt>
        <dd>{words.licenceName}</dd>
        <dt className="rc-meta">{words.api}</dt>
        <dd>
          <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>
        </dd>
        <dt className="rc-meta">{words.metrics}</dt>
        <dd>
          <a href="/metrics">/metrics</a>
        </dd>
        <dt className="rc-meta">{words.plugins}</dt>
        <dd>
          <QueryView
            query={plugins}
            skeleton={<TableSkeleton rows={1} height={32} />}
            failed={words.pluginsFailed}
          >
            {(all) => (
              <ul>
                {all.map(({ id, name, version: own }) => (
                  <li key={id}>
                    <Link to={`/plugins/${encodeURIComponent(id)}`}>
                      {name} {own}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </QueryView>
        </dd>
      </dl>
    </Section>
  );
}
