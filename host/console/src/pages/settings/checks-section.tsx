import { Button } from '@mantine/core';
import { IconFilterOff, IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { type Check, checksQuery } from '../../api/checks.js';
import { type Integration, integrationsQuery } from '../../api/integrations.js';
import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { ErrorNote } from '../../components/error-note.js';
import { clearFilters, type Filter } from '../../components/filters/filter.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { QueryView } from '../../components/query-view.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { checkWords as words } from '../../words/checks.js';
import { commonWords } from '../../words/common.js';
import { settingsWords } from '../../words/settings.js';
import { useOptions } from '../integration/use-options.js';
import { CheckCard, checkColumns } from './check-columns.js';
import { CheckDrawer } from './check-drawer.js';
import { IntegrationSelect } from './integration-select.js';
import { Section } from './section.js';

/** Every check, how it judged an integration, and from which values on. */
export function ChecksSection() {
  const url = useUrlState();
  const integrations = useQuery(integrationsQuery);
  const all = integrations.data ?? [];
  const present = all.find(({ id }) => id === url.get('integration')) ?? all[0];
  const checks = useQuery(checksQuery(present?.id));
  return (
    <Section
      title={settingsWords.sections.checks}
      text={checks.data ? words.text(checks.data.length) : ' '}
    >
      <QueryView query={checks} skeleton={<TableSkeleton rows={8} />} failed={words.failed}>
        {(rows) =>
          present ? (
            <Checks checks={rows} url={url} integrations={all} integration={present} />
          ) : (
            <Empty
              icon={IconListCheck}
              title={words.noIntegrations}
              text={words.noIntegrationsText}
            />
          )
        }
      </QueryView>
    </Section>
  );
}

interface ChecksProps {
  readonly checks: readonly Check[];
  readonly url: UrlState;
  readonly integrations: readonly Integration[];
  readonly integration: Integration;
}

function Checks({ checks, url, integrations, integration }: ChecksProps) {
  const mayAct = useMay('operator');
  const options = useOptions(integration.id);
  const filter = kindFilter(checks);
  const shown = checks.filter(matches(url));
  const opened = checks.find(({ id }) => id === url.get('check'));
  const context = {
    integration,
    mayAct,
    onSwitch: (check: Check, isOn: boolean) =>
      options.mutate({ [`checks.${check.id}.enabled`]: isOn ? null : false }),
    onOpen: (check: Check) => url.set({ check: check.id }),
  };
  return (
    <div>
      <FilterBar url={url} search={words.search} filters={[filter]}>
        <IntegrationSelect
          label={words.integration}
          integrations={integrations}
          present={integration}
          onChange={(id) => url.set({ integration: id })}
        />
      </FilterBar>
      {options.error ? <ErrorNote error={options.error} title={words.switchFailed} /> : null}
      {shown.length === 0 ? (
        <Empty icon={IconFilterOff} title={words.noMatch} text={words.noMatchText}>
          <Button variant="default" onClick={() => clearFilters(url, [filter])}>
            {commonWords.clearFilters}
          </Button>
        </Empty>
      ) : (
        <DataTable
          label={settingsWords.sections.checks}
          rows={shown}
          columns={checkColumns(context)}
          rowKey={({ id }) => id}
          onRow={context.onOpen}
          rowHeight={62}
          listBelow={560}
          card={(row) => <CheckCard check={row} context={context} />}
        />
      )}
      {opened ? (
        <CheckDrawer
          key={`${integration.id} ${opened.id}`}
          check={opened}
          integration={integration}
          onClose={() => url.set({ check: undefined })}
        />
      ) : null}
    </div>
  );
}

function kindFilter(checks: readonly Check[]): Filter {
  const byKind = Map.groupBy(checks, ({ category }) => category);
  return {
    name: 'kind',
    title: words.kind,
    options: [...byKind].map(([value, of]) => ({
      value,
      label: words.categories[value] ?? value,
      count: of.length,
    })),
  };
}

function matches(url: UrlState): (check: Check) => boolean {
  const text = (url.get('q') ?? '').trim().toLowerCase();
  const kinds = url.all('kind');
  return ({ title, question, category }) =>
    `${title} ${question}`.toLowerCase().includes(text) &&
    (kinds.length === 0 || kinds.includes(category));
}
