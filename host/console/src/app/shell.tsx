import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';

import { sessionQuery } from '../api/session.js';
import { ErrorNote } from '../components/error-note.js';
import { searchWords } from '../words/search.js';
import { shellWords as words } from '../words/shell.js';
import { ConsoleStrip } from './console-strip.js';
import { PageKeys } from './keys/page-keys.js';
import { Mark } from './mark.js';
import { SessionContext } from './session-context.js';
import classes from './shell.module.css';
import { Sidebar } from './sidebar.js';

const SearchDialog = lazy(async () => ({
  default: (await import('./search/search-dialog.js')).SearchDialog,
}));

/** The frame of every page: navigation, whole-console notes, and the page. Asks who is signed in first. */
export function Shell() {
  const session = useQuery(sessionQuery);
  const { pathname, search } = useLocation();
  if (session.isError) {
    return (
      <main className={classes.alone}>
        <ErrorNote error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data === undefined) return null;
  if (session.data === null) {
    const next = encodeURIComponent(pathname + search);
    return <Navigate to={`/sign-in?next=${next}`} replace />;
  }
  return (
    <SessionContext value={session.data}>
      <Frame />
    </SessionContext>
  );
}

function Frame() {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the menu
  useEffect(close, [pathname]);
  const [isSearching, { open: search, close: endSearch }] = useDisclosure(false);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {words.skip}
      </a>
      <aside className={classes.side}>
        <Sidebar onSearch={search} />
      </aside>
      <header className={classes.bar}>
        <ActionIcon size={44} variant="subtle" aria-label={words.openMenu} onClick={open}>
          <IconMenu2 size={20} stroke={1.6} />
        </ActionIcon>
        <span className={classes.barMark}>
          <Mark />
        </span>
        <ActionIcon size={44} variant="subtle" aria-label={searchWords.open} onClick={search}>
          <IconSearch size={20} stroke={1.6} />
        </ActionIcon>
      </header>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="left"
        size={280}
        padding={0}
        title={<Mark />}
        closeButtonProps={{ 'aria-label': words.closeMenu }}
      >
        <Sidebar isDrawer onSearch={search} />
      </Drawer>
      <main className={classes.main} id="content" tabIndex={-1}>
        <ConsoleStrip />
        <div className={classes.page}>
          <Outlet />
        </div>
      </main>
      <PageKeys onSearch={search} />
      {isSearching ? (
        <Suspense>
          <SearchDialog onClose={endSearch} />
        </Suspense>
      ) : null}
    </div>
  );
}
