import { Button, Modal } from '@mantine/core';

import { commonWords as words } from '../words/common.js';
import { CopyButton } from './copy-button.js';
import classes from './shown-once.module.css';

interface ShownOnceProps {
  readonly title: string;
  /** What it is for, and that it is not shown again. */
  readonly text: string;
  readonly value: string;
  /** Names it for the copy button: "one-time link". */
  readonly what: string;
  readonly onClose: () => void;
}

/** A secret at the only time that it can be read. Stays until the person says that they have it. */
export function ShownOnce({ title, text, value, what, onClose }: ShownOnceProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <p className="rc-prose">{text}</p>
      <div className={classes.value}>
        <code>{value}</code>
        <CopyButton value={value} what={what} />
      </div>
      <div className={classes.buttons}>
        <Button onClick={onClose}>{words.done}</Button>
      </div>
    </Modal>
  );
}
