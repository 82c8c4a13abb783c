import { Select } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { type Integration, integrationsQuery } from '../../api/integrations.js';
import { pluginQuery } from '../../api/plugins.js';
import { Empty } from '../../components/empty.js';
import { ErrorNote } from '../../components/error-note.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { QueryView } from '../../components/query-view.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { entityName } from '../../format/entities.js';
import { dataWords as words } from '../../words/data.js';
import { settingsWords } from '../../words/settings.js';
import { useOptions } from '../integration/use-options.js';
import { IntegrationSelect } from './integration-select.js';
import { keptOf, keptWords, timesWith } from './retention.js';
import { Section } from './section.js';

/** How long what was collected is kept. */
export function DataSection() {
  const url = useUrlState();
  const integrations = useQuery(integrationsQuery);
  return (
    <Section title={settingsWords.sections.data} text={words.text}>
      <QueryView query={integrations} skeleton={<TableSkeleton rows={6} />} failed={words.failed}>
        {(all) => {
          const present = all.find(({ id }) => id === url.get('integration')) ?? all[0];
          if (!present) {
            return <Empty icon={IconDatabase} title={words.none} text={words.noneText} />;
          }
          return (
            <>
              <IntegrationSelect
                label={words.integration}
                integrations={all}
                present={present}
                onChange={(id) => url.set({ integration: id })}
              />
              <Retention key={present.id} integration={present} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}

function Retention({ integration }: { readonly integration: Integration }) {
  const plugin = useQuery(pluginQuery(integration.plugin));
  const options = useOptions(integration.id);
  if (!plugin.data) return <TableSkeleton rows={6} />;
  const entities = [...new Set(plugin.data.streams.map(({ entity }) => entity))];
  return (
    <>
      {options.error ? <ErrorNote error={options.error} title={words.notSaved} /> : null}
      <DataTable
        label={words.table}
        rows={entities}
        columns={[
          {
            id: 'entity',
            title: words.columns.entity,
            cell: (entity) => <span className="rc-name">{plainName(entity)}</span>,
          },
          {
            id: 'kept',
            title: words.columns.kept,
            width: 216,
            cell: (entity) => (
              <Kept
                label={words.kept(entityName(entity))}
                kept={keptOf(integration.options, entity)}
                onChange={(kept) => options.mutate({ [`retention.${entity}`]: kept })}
              />
            ),
          },
        ]}
        rowKey={(entity) => entity}
        rowHeight={52}
      />
      <p className="rc-meta rc-prose">{words.help}</p>
    </>
  );
}

interface KeptProps {
  readonly label: string;
  readonly kept: string | undefined;
  /** Null keeps for ever. */
  readonly onChange: (kept: string | null) => void;
}

function Kept({ label, kept, onChange }: KeptProps) {
  const none = '';
  return (
    <Select
      aria-label={label}
      data={[
        { value: none, label: words.forEver },
        ...timesWith(kept).map((value) => ({ value, label: words.forTime(keptWords(value)) })),
      ]}
      value={kept ?? none}
      allowDeselect={false}
      onChange={(value) => onChange(value === none ? null : value)}
    />
  );
}

function plainName(entity: string): string {
  const name = entityName(entity);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
