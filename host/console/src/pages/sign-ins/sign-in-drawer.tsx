import { Button } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { type SignInQuery, signInListQuery, signInQuery } from '../../api/sign-ins.js';
import { CopyButton } from '../../components/copy-button.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { QueryView } from '../../components/query-view.js';
import { SideDrawer } from '../../components/side-drawer.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { commonWords } from '../../words/common.js';
import { signInsWords as words } from '../../words/sign-ins.js';
import classes from './sign-in-drawer.module.css';
import { SignInFacts } from './sign-in-facts.js';
import { fromKey, keyOf } from './sign-in-filters.js';

interface SignInDrawerProps {
  readonly url: UrlState;
  /** Of the list behind. */
  readonly query: SignInQuery;
}

/** One sign-in, with all that is known of it. Up and down move through the list behind. */
export function SignInDrawer({ url, query }: SignInDrawerProps) {
  const key = url.get('open');
  const { data } = useInfiniteQuery(signInListQuery(query));
  const keys = (data?.pages ?? []).flatMap(({ signIns }) => signIns.map(keyOf));
  const index = key === undefined ? -1 : keys.indexOf(key);
  const open = (next: string | undefined) => {
    if (next !== undefined) url.set({ open: next }, { replace: true });
  };
  const newer = index > 0 ? keys[index - 1] : undefined;
  const older = index >= 0 ? keys[index + 1] : undefined;
  useWindowEvent('keydown', (event) => {
    if (key === undefined || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    open(event.key === 'ArrowUp' ? newer : older);
  });
  return (
    <SideDrawer
      isOpen={key !== undefined}
      onClose={() => url.set({ open: undefined })}
      title={words.oneTitle}
      footer={
        <>
          <Button
            variant="default"
            disabled={newer === undefined}
            leftSection={<IconArrowUp size={16} stroke={1.6} aria-hidden />}
            onClick={() => open(newer)}
          >
            {words.previous}
          </Button>
          <Button
            variant="default"
            disabled={older === undefined}
            leftSection={<IconArrowDown size={16} stroke={1.6} aria-hidden />}
            onClick={() => open(older)}
          >
            {words.next}
          </Button>
          <span className={classes.copy}>
            <CopyButton value={location.href} what={commonWords.link} />
          </span>
        </>
      }
    >
      <div className={classes.facts}>
        {key === undefined ? null : <OneSignIn url={url} signInKey={key} />}
      </div>
    </SideDrawer>
  );
}

function OneSignIn({ url, signInKey }: { readonly url: UrlState; readonly signInKey: string }) {
  const { integration, id } = fromKey(signInKey);
  const query = useQuery(signInQuery(integration, id));
  return (
    <QueryView
      query={query}
      skeleton={<TableSkeleton rows={8} height={36} />}
      failed={words.oneFailed}
    >
      {(signIn) => <SignInFacts url={url} signIn={signIn} />}
    </QueryView>
  );
}
