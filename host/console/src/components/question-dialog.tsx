import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

import { commonWords as words } from '../words/common.js';
import { ErrorNote } from './error-note.js';
import classes from './question-dialog.module.css';

interface QuestionDialogProps {
  /** The action: "Remove Ada?". */
  readonly title: string;
  /** The verb on the button. */
  readonly verb: string;
  /** Red: what it does cannot be undone. */
  readonly isBad?: boolean;
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  /** What failed, and how it is called. */
  readonly error?: Error | null;
  readonly failed?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question before something is done, or the few fields that it needs. */
export function QuestionDialog(props: QuestionDialogProps) {
  const { title, verb, isBad = false, isDisabled = false, isPending = false } = props;
  const { error, failed, onConfirm, onClose, children } = props;
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': words.close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isDisabled) onConfirm();
        }}
      >
        <div className={classes.body}>
          {children}
          {error ? (
            <ErrorNote error={error} {...(failed === undefined ? {} : { title: failed })} />
          ) : null}
        </div>
        <div className={classes.buttons}>
          <Button variant="default" data-autofocus={isBad || undefined} onClick={onClose}>
            {words.cancel}
          </Button>
          <Button
            type="submit"
            className={isBad ? classes.bad : undefined}
            disabled={isDisabled}
            loading={isPending}
          >
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
