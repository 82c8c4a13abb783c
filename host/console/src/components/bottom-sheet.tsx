import { Button, Drawer } from '@mantine/core';
import type { ReactNode } from 'react';

import { commonWords as words } from '../words/common.js';
import classes from './bottom-sheet.module.css';

interface BottomSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

/** Filters on a phone: comes from below, within reach of a thumb. */
export function BottomSheet({ isOpen, onClose, title, children }: BottomSheetProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="bottom"
      size="85dvh"
      title={title}
      closeButtonProps={{ 'aria-label': words.close }}
      classNames={{ content: classes.content, body: classes.body, title: classes.title }}
    >
      <div className={classes.inside}>{children}</div>
      <div className={classes.footer}>
        <Button fullWidth onClick={onClose}>
          {words.showResults}
        </Button>
      </div>
    </Drawer>
  );
}
