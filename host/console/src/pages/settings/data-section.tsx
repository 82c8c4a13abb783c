import { Select } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type Integration, integrationsQuery } from '../../api/integrations.js';
import { pluginQuery } from '../../api/plugins.js';
import { Empty } from '../../components/empty.js';
import { ErrorNote } from '../../components/error-note.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { QueryView } from '../../components/query-view.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { listed } from '../../format/lists.js';
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
  const byEntity = Map.groupBy(plugin.data.streams, ({ entity }) => entity);
  const rows = [...byEntity].map(([entity, streams]) => ({
    entity,
    title: listed(streams.map(({ title }) => title)),
  }));
  return (
    <>
      {options.error ? <ErrorNote error={options.error} title={words.notSaved} /> : null}
      <DataTable
        label={words.table}
        rows={rows}
        columns={[
          {
            id: 'entity',
            title: words.columns.entity,
            cell: ({ title }) => <span className="rc-name">{title}</span>,
          },
          {
            id: 'kept',
            title: words.columns.kept,
            width: 216,
            cell: ({ entity, title }) => (
              <Kept
                title={title}
                kept={keptOf(integration.options, entity)}
                onChange={(kept) => options.mutate({ [`retention.${entity}`]: kept })}
              />
            ),
          },
        ]}
        rowKey={({ entity }) => entity}
        rowHeight={52}
      />
      <p className="rc-meta rc-prose">{words.help}</p>
    </>
  );
}

interface KeptProps {
  /** What is kept. */
  readonly title: string;
  readonly kept: string | undefined;
  /** Null keeps for ever. */
  readonly onChange: (kept: string | null) => void;
}

/** Keeping for ever needs no question; any time deletes what is older, and asks before. */
function Kept({ title, kept, onChange }: KeptProps) {
  const none = '';
  const [asked, setAsked] = useState<string>();
  const choose = (value: string | null) => {
    if (value === none) onChange(null);
    else if (value !== null) setAsked(value);
  };
  return (
    <>
      <Select
        aria-label={words.kept(title)}
        data={[
          { value: none, label: words.forEver },
          ...timesWith(kept).map((value) => ({ value, label: words.forTime(keptWords(value)) })),
        ]}
        value={kept ?? none}
        allowDeselect={false}
        onChange={choose}
      />
      {asked === undefined ? null : (
        <QuestionDialog
          title={words.askTitle(title, keptWords(asked))}
          verb={words.askVerb(keptWords(asked))}
          isBad
          onConfirm={() => {
            onChange(asked);
            setAsked(undefined);
          }}
          onClose={() => setAsked(undefined)}
        >
          <p>{words.askText(keptWords(asked))}</p>
        </QuestionDialog>
      )}
    </>
  );
}
