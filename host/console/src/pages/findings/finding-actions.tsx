import { Button } from '@mantine/core';
import { useState } from 'react';

import type { Finding } from '../../api/findings.js';
import { useMay } from '../../app/session-context.js';
import { type KeyActions, useKeys } from '../../components/keys.js';
import { findingWords as words } from '../../words/findings.js';
import { CloseDialog, MuteDialog } from './decide-dialogs.js';
import { isActive } from './finding-state.js';
import { useDecide } from './use-decide.js';

interface FindingActionsProps {
  readonly findings: readonly Pick<Finding, 'id' | 'status'>[];
  readonly onDone?: () => void;
}

/** What a person may decide about findings: close, mute, reopen. E and M do it, too. */
export function FindingActions({ findings, onDone = () => undefined }: FindingActionsProps) {
  const [asking, setAsking] = useState<'close' | 'mute'>();
  const reopen = useDecide(onDone);
  const mayDecide = useMay('operator');
  const ids = findings.map(({ id }) => id);
  const canDecide = findings.some(isActive);
  const isOn = mayDecide && ids.length > 0 && asking === undefined;
  const keys: KeyActions = canDecide
    ? { e: () => setAsking('close'), m: () => setAsking('mute') }
    : {};
  useKeys(keys, isOn);
  if (!mayDecide || ids.length === 0) return null;
  const dialog = {
    ids,
    onClose: () => setAsking(undefined),
    onDone: () => {
      setAsking(undefined);
      onDone();
    },
  };
  return (
    <>
      {canDecide ? (
        <>
          <Button variant="default" onClick={() => setAsking('close')}>
            {words.close}
          </Button>
          <Button variant="default" onClick={() => setAsking('mute')}>
            {words.mute}
          </Button>
        </>
      ) : (
        <Button
          variant="default"
          loading={reopen.isPending}
          onClick={() => reopen.mutate({ ids, wish: { action: 'reopen' } })}
        >
          {words.reopen}
        </Button>
      )}
      {asking === 'close' ? <CloseDialog {...dialog} /> : null}
      {asking === 'mute' ? <MuteDialog {...dialog} /> : null}
    </>
  );
}
