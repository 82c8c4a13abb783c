import { Button } from '@mantine/core';
import { IconExclamationCircle } from '@tabler/icons-react';

import { isProblem } from '../api/problem.js';
import { commonWords as words } from '../words/common.js';
import classes from './error-note.module.css';

interface ErrorNoteProps {
  readonly error: unknown;
  /** What was tried; general when absent. */
  readonly title?: string;
  readonly onRetry?: () => void;
}

/** What failed, why, and what to do. Stays until it is resolved. */
export function ErrorNote({ error, title, onRetry }: ErrorNoteProps) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div role="alert" className={classes.note}>
      <IconExclamationCircle size={16} stroke={1.6} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p className="rc-name">{title ?? words.requestFailed}</p>
        <p>{sentence(message)}</p>
        {isProblem(error) && error.hint !== '' ? <p>{error.hint}</p> : null}
        {onRetry ? (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {words.retry}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Messages of the host begin small; here they stand alone. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
