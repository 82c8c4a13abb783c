import { Button, Select } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { integrationsQuery } from '../../api/integrations.js';
import { pluginsQuery } from '../../api/plugins.js';
import { pricesQuery, type ScopedPrices } from '../../api/prices.js';
import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { priceWords as words } from '../../words/prices.js';
import { settingsWords } from '../../words/settings.js';
import { PriceEditor } from './price-editor.js';
import { PriceView } from './price-view.js';
import { Section } from './section.js';
import classes from './section.module.css';

/** What prices are of: a plugin's integrations, or one integration. */
interface PriceScope {
  readonly id: string;
  readonly name: string;
  readonly isPlugin: boolean;
}

/** What licences cost. */
export function PricesSection() {
  const url = useUrlState();
  const prices = useQuery(pricesQuery);
  const scopes = useScopes();
  const priced = new Set(prices.data?.map(({ scope: of }) => of));
  const scope =
    scopes.find(({ id }) => id === url.get('of')) ??
    scopes.find(({ id }) => priced.has(id)) ??
    scopes[0];
  return (
    <Section title={settingsWords.sections.prices} text={words.text}>
      <QueryView query={prices} skeleton={<TableSkeleton rows={6} />} failed={words.failed}>
        {(lists) =>
          scope ? (
            <>
              <ScopeSelect scopes={scopes} scope={scope} url={url} />
              <ScopePrices key={scope.id} scope={scope} lists={lists} url={url} />
            </>
          ) : (
            <Empty icon={IconCoins} title={words.none} text={words.noneText} />
          )
        }
      </QueryView>
    </Section>
  );
}

function useScopes(): readonly PriceScope[] {
  const { data: plugins = [] } = useQuery(pluginsQuery);
  const { data: integrations = [] } = useQuery(integrationsQuery);
  return [
    ...plugins.map(({ id, name }) => ({ id, name, isPlugin: true })),
    ...integrations.map(({ id, name }) => ({ id, name, isPlugin: false })),
  ];
}

interface ScopeProps {
  readonly scope: PriceScope;
  readonly url: UrlState;
}

function ScopeSelect({
  scopes,
  scope,
  url,
}: ScopeProps & { readonly scopes: readonly PriceScope[] }) {
  const items = (isPlugin: boolean) =>
    scopes
      .filter((each) => each.isPlugin === isPlugin)
      .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      className={classes.choice}
      label={words.scope}
      data={[
        { group: words.plugins, items: items(true) },
        { group: words.integrations, items: items(false) },
      ]}
      value={scope.id}
      allowDeselect={false}
      onChange={(of) => url.set({ of: of ?? undefined, edit: undefined })}
    />
  );
}

interface ScopePricesProps extends ScopeProps {
  readonly lists: readonly ScopedPrices[];
}

function ScopePrices({ scope, lists, url }: ScopePricesProps) {
  const mayEdit = useMay('administrator');
  const found = lists.find((each) => each.scope === scope.id);
  const stop = () => url.set({ edit: undefined });
  const edit = () => url.set({ edit: '1' });
  if (mayEdit && url.get('edit') !== undefined) {
    return <PriceEditor scope={scope} present={found} onDone={stop} />;
  }
  if (found) return <PriceView scope={scope} prices={found} onEdit={mayEdit ? edit : undefined} />;
  return (
    <Empty
      icon={IconCoins}
      title={scope.isPlugin ? words.none : words.inherits}
      text={scope.isPlugin ? words.noneText : words.inheritsText}
    >
      {mayEdit ? (
        <Button variant="default" onClick={edit}>
          {words.set}
        </Button>
      ) : null}
    </Empty>
  );
}
