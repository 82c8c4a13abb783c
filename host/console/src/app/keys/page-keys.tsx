import { useHotkeys, useWindowEvent } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';

import { hasSingleKeys, isForOthers, isUnderDialog, useKeys } from '../../components/keys.js';
import { places } from '../sidebar.js';
import { PairListener } from './pairs.js';

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.js')).KeysDialog }));

/** The keys of every page: search, where to go, and the list of keys. */
export function PageKeys({ onSearch }: { readonly onSearch: () => void }) {
  const [isListed, setIsListed] = useState(false);
  useGoKeys();
  useHotkeys([['mod+K', onSearch]], []);
  useKeys({
    '?': () => setIsListed(!isUnderDialog()),
    '/': () => {
      if (!isUnderDialog() && !focusSearch()) onSearch();
    },
  });
  return isListed ? (
    <Suspense>
      <KeysDialog onClose={() => setIsListed(false)} />
    </Suspense>
  ) : null;
}

/** G and a letter. Heard before all others, so that the letter does nothing else. */
function useGoKeys(): void {
  const navigate = useNavigate();
  const [listener] = useState(() => new PairListener());
  const onKey = (event: KeyboardEvent) => {
    if (!hasSingleKeys() || isForOthers(event) || isUnderDialog()) return;
    const to = listener.hear(event.key, event.timeStamp, places.flat());
    if (to === undefined) return;
    event.preventDefault();
    navigate(to);
  };
  useWindowEvent('keydown', onKey, { capture: true });
}

/** Whether the page has a search field. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]');
  field?.focus();
  field?.select();
  return field !== null;
}
