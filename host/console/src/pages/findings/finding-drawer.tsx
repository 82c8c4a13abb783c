import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { findingQuery } from '../../api/findings.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import { useKeys } from '../../components/keys.js';
import { QueryView } from '../../components/query-view.js';
import { SideDrawer } from '../../components/side-drawer.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { findingWords as words } from '../../words/findings.js';
import { FindingActions } from './finding-actions.js';
import { CopyFindingLink, FindingBody, findingLink } from './finding-body.js';
import classes from './findings-page.module.css';

interface FindingDrawerProps {
  readonly url: UrlState;
  /** Ids of the findings behind, in their order. */
  readonly ids: readonly string[];
}

/** One finding over the queue. Up and down move through the queue behind. */
export function FindingDrawer({ url, ids }: FindingDrawerProps) {
  const id = url.get('open');
  const index = id === undefined ? -1 : ids.indexOf(id);
  const previous = index > 0 ? ids[index - 1] : undefined;
  const next = index >= 0 ? ids[index + 1] : undefined;
  const go = (to: string | undefined) => {
    if (to !== undefined) url.set({ open: to }, { replace: true });
  };
  const copy = () => {
    if (id !== undefined) void navigator.clipboard.writeText(findingLink(id));
  };
  const [up, down] = [() => go(previous), () => go(next)];
  useKeys({ ArrowUp: up, k: up, ArrowDown: down, j: down, c: copy }, id !== undefined);
  return (
    <SideDrawer
      isOpen={id !== undefined}
      onClose={() => url.set({ open: undefined })}
      title={words.oneTitle}
      footer={id === undefined ? null : <Footer id={id} moves={{ previous, next, go }} />}
    >
      {id === undefined ? null : <OneFinding id={id} />}
    </SideDrawer>
  );
}

interface FooterProps {
  readonly id: string;
  readonly moves: {
    readonly previous: string | undefined;
    readonly next: string | undefined;
    readonly go: (to: string | undefined) => void;
  };
}

function Footer({ id, moves: { previous, next, go } }: FooterProps) {
  const { data } = useQuery(findingQuery(id));
  return (
    <>
      {data ? <FindingActions findings={[data]} /> : null}
      <Button
        variant="default"
        disabled={previous === undefined}
        aria-label={words.previous}
        onClick={() => go(previous)}
      >
        <IconArrowUp size={16} stroke={1.6} aria-hidden />
      </Button>
      <Button
        variant="default"
        disabled={next === undefined}
        aria-label={words.next}
        onClick={() => go(next)}
      >
        <IconArrowDown size={16} stroke={1.6} aria-hidden />
      </Button>
      <span className={classes.copy}>
        <CopyFindingLink id={id} />
      </span>
    </>
  );
}

function OneFinding({ id }: { readonly id: string }) {
  const query = useQuery(findingQuery(id));
  return (
    <QueryView
      query={query}
      skeleton={<TableSkeleton rows={8} height={36} />}
      failed={words.oneFailed}
    >
      {(finding) => <FindingBody finding={finding} hasTitle />}
    </QueryView>
  );
}
