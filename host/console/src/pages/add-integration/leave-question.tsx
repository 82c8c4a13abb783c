import { Button, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { addWords as words } from '../../words/add.js';
import { commonWords } from '../../words/common.js';
import classes from './leave-question.module.css';

/** Asks before what was entered is left behind. */
export function LeaveQuestion({ isChanged }: { readonly isChanged: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isChanged && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={words.leaveTitle}
      closeButtonProps={{ 'aria-label': commonWords.close }}
    >
      <p>{words.leaveText}</p>
      <div className={classes.buttons}>
        <Button variant="default" data-autofocus onClick={() => blocker.reset?.()}>
          {words.stay}
        </Button>
        <Button onClick={() => blocker.proceed?.()}>{words.leave}</Button>
      </div>
    </Modal>
  );
}
