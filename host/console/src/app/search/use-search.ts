import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';

import { integrationsQuery } from '../../api/integrations.js';
import { recordSearchQuery } from '../../api/search.js';
import { accountHref } from '../../pages/accounts/account-href.js';
import { sectionNames } from '../../pages/settings/section-names.js';
import { integrationWords } from '../../words/integrations.js';
import { searchWords as words } from '../../words/search.js';
import { settingsWords } from '../../words/settings.js';
import { useMay } from '../session-context.js';
import { places } from '../sidebar.js';
import { matching, type SearchItem } from './search-items.js';

/** Things of one kind that were found. */
export interface SearchSection {
  readonly title: string;
  readonly items: readonly SearchItem[];
}

const typingMs = 150;
const leastLetters = 2;
const mostIntegrations = 6;

/** What is found for a text: pages and integrations at once, accounts and findings as the host answers. */
export function useSearch(text: string) {
  const [asked] = useDebouncedValue(text.trim(), typingMs);
  const isAsking = asked.length >= leastLetters;
  const pages = usePageItems();
  const { data: integrations = [] } = useQuery(integrationsQuery);
  const records = useQuery({ ...recordSearchQuery(asked), enabled: isAsking });
  const found = isAsking ? records.data : undefined;
  const named = new Map(integrations.map(({ id, name }) => [id, name]));
  const sections: readonly SearchSection[] = [
    { title: words.sections.pages, items: matching(pages, text) },
    {
      title: words.sections.integrations,
      items: matching(integrations.map(integrationItem), text).slice(0, mostIntegrations),
    },
    {
      title: words.sections.accounts,
      items: (found?.accounts ?? []).map(({ integrationId, id, username, displayName }) => ({
        to: accountHref(integrationId, id),
        name: displayName ?? username,
        detail: displayName === null ? (named.get(integrationId) ?? '') : username,
      })),
    },
    {
      title: words.sections.findings,
      items: (found?.findings ?? []).map(({ id, title, integrationId }) => ({
        to: `/findings/${encodeURIComponent(id)}`,
        name: title,
        detail: named.get(integrationId) ?? '',
      })),
    },
  ];
  const isWaiting =
    text.trim().length >= leastLetters && (text.trim() !== asked || records.isFetching);
  return {
    sections: sections.filter(({ items }) => items.length > 0),
    isWaiting,
    error: records.error,
  };
}

function integrationItem({
  id,
  name,
  tenantName,
}: {
  readonly id: string;
  readonly name: string;
  readonly tenantName: string | null;
}): SearchItem {
  return {
    to: `/integrations/${encodeURIComponent(id)}`,
    name,
    ...(tenantName === null ? {} : { detail: tenantName }),
  };
}

function usePageItems(): readonly SearchItem[] {
  const mayAdd = useMay('operator');
  const maySet = useMay('administrator');
  return [
    ...places.flat().map(({ to, name }) => ({ to, name })),
    ...(mayAdd ? [{ to: '/integrations/add', name: integrationWords.add }] : []),
    ...sectionNames
      .filter(({ isForAll }) => isForAll || maySet)
      .map(({ name }) => ({
        to: `/settings/${name}`,
        name: settingsWords.sections[name],
        detail: settingsWords.title,
      })),
  ];
}
