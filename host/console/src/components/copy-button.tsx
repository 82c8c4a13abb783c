import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

import { shortId } from '../format/numbers.js';
import { commonWords as words } from '../words/common.js';
import classes from './copy-button.module.css';

interface CopyButtonProps {
  readonly value: string;
  /** What it is, for its name: "callback URL". */
  readonly what: string;
}

/** Copies a value; becomes a tick for 2 s and says so. */
export function CopyButton({ value, what }: CopyButtonProps) {
  const { copied, copy } = useClipboard({ timeout: 2_000 });
  return (
    <>
      <Tooltip label={words.copy(what)}>
        <ActionIcon
          size={32}
          variant="subtle"
          color="gray"
          aria-label={words.copy(what)}
          onClick={() => copy(value)}
        >
          {copied ? <IconCheck size={16} stroke={1.6} /> : <IconCopy size={16} stroke={1.6} />}
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden role="status">{copied ? words.copied : ''}</VisuallyHidden>
    </>
  );
}

/** An id, key or address to copy: long ids are cut in the middle, in full on hover and when copied. */
export function CopyText({ value, what, whole = false }: CopyButtonProps & { whole?: boolean }) {
  return (
    <span className={classes.text}>
      <code title={value}>{whole ? value : shortId(value)}</code>
      <CopyButton value={value} what={what} />
    </span>
  );
}
