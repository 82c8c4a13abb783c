import { Button } from '@mantine/core';
import { IconArrowsDiff, IconFilterOff, IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { type AccessList, accessQuery, type Capability, type Holder } from '../../api/access.js';
import { type Integration, integrationsQuery } from '../../api/integrations.js';
import { Empty } from '../../components/empty.js';
import { clearFilters, type Filter } from '../../components/filters/filter.js';
import { FilterBar } from '../../components/filters/filter-bar.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { SideList } from '../../components/side-list.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { wholeNumber } from '../../format/numbers.js';
import { accessWords as words } from '../../words/access.js';
import { commonWords } from '../../words/common.js';
import classes from './access-page.module.css';
import { HolderCard, holderColumns } from './holder-columns.js';
import { HolderDrawer } from './holder-drawer.js';

/** Who can do what: capabilities by danger, and the holders of one. */
export function AccessPage() {
  const url = useUrlState();
  const { data: integrations = [] } = useQuery(integrationsQuery);
  const access = useQuery({
    ...accessQuery(url.get('capability'), url.get('integration')),
    placeholderData: (present) => present,
  });
  return (
    <>
      <PageHead
        title={words.title}
        summary={access.data ? summaryOf(access.data.capabilities) : ' '}
        actions={
          <>
            <Button
              component={Link}
              to="/access/compare"
              variant="default"
              leftSection={<IconArrowsDiff size={16} stroke={1.6} aria-hidden />}
            >
              {words.compare}
            </Button>
            <Button component={Link} to="/access/reviews" variant="default">
              {words.reviews}
            </Button>
          </>
        }
      />
      <QueryView query={access} skeleton={<TableSkeleton />} failed={words.failed}>
        {(data) =>
          data.capabilities.length === 0 ? (
            <Empty icon={IconShieldLock} title={words.none} text={words.noneText} />
          ) : (
            <Capabilities
              data={data}
              url={url}
              integrations={integrations}
              isStale={access.isPlaceholderData}
            />
          )
        }
      </QueryView>
    </>
  );
}

/** The answer first: what is most dangerous, and how many can do it. */
function summaryOf([first]: readonly Capability[]): string {
  return first ? words.summary(first.title, first.holders) : words.nobody;
}

interface CapabilitiesProps {
  readonly data: AccessList;
  readonly url: UrlState;
  readonly integrations: readonly Integration[];
  readonly isStale: boolean;
}

function Capabilities({ data, url, integrations, isStale }: CapabilitiesProps) {
  const name = url.get('capability') ?? data.capabilities[0]?.capability;
  const present = data.capabilities.find(({ capability }) => capability === name);
  const integration = url.get('integration');
  return (
    <SideList
      label={words.capabilities}
      isWide
      present={name}
      places={data.capabilities.map(({ capability, title, holders, isReviewed }) => ({
        value: capability,
        to: `/access?${new URLSearchParams({ capability, ...(integration ? { integration } : {}) })}`,
        label: title,
        count: wholeNumber(holders),
        group: isReviewed ? words.privileged : words.other,
      }))}
    >
      <section className={classes.holders} aria-label={present?.title ?? name}>
        <header>
          <h2>{present?.title ?? name}</h2>
          <p className="rc-meta">
            {present
              ? words.holders(present.holders, present.humans, present.services)
              : words.nobody}
          </p>
        </header>
        <Holders holders={data.holders} url={url} integrations={integrations} isStale={isStale} />
      </section>
    </SideList>
  );
}

interface HoldersProps extends Omit<CapabilitiesProps, 'data'> {
  readonly holders: readonly Holder[];
}

function Holders({ holders, url, integrations, isStale }: HoldersProps) {
  const filters = integrations.length > 1 ? [integrationFilter(integrations)] : [];
  const text = (url.get('q') ?? '').trim().toLowerCase();
  const shown = holders.filter(({ username, displayName }) =>
    `${username} ${displayName ?? ''}`.toLowerCase().includes(text),
  );
  const opened = holders.find(({ line }) => line === url.get('holder'));
  const names = new Map(integrations.map(({ id, name }) => [id, name]));
  return (
    <div>
      <FilterBar url={url} search={words.search} filters={filters} />
      {shown.length === 0 ? (
        <Empty icon={IconFilterOff} title={words.noMatch} text={words.noMatchText}>
          <Button variant="default" onClick={() => clearFilters(url, filters)}>
            {commonWords.clearFilters}
          </Button>
        </Empty>
      ) : (
        <DataTable
          label={words.title}
          rows={shown}
          columns={holderColumns}
          rowKey={({ line }) => line}
          onRow={({ line }) => url.set({ holder: line })}
          rowHeight={62}
          isStale={isStale}
          listBelow={520}
          card={(row) => <HolderCard holder={row} onOpen={() => url.set({ holder: row.line })} />}
        />
      )}
      {opened ? (
        <HolderDrawer
          holder={opened}
          integration={names.get(opened.integrationId)}
          onClose={() => url.set({ holder: undefined })}
        />
      ) : null}
    </div>
  );
}

function integrationFilter(integrations: readonly Integration[]): Filter {
  return {
    name: 'integration',
    title: words.integration,
    options: integrations.map(({ id, name }) => ({ value: id, label: name })),
  };
}
