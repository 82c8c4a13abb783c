import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';

import { commonWords as words } from '../words/common.js';
import classes from './side-drawer.module.css';

interface SideDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Stays at the bottom. */
  readonly footer?: ReactNode;
}

/** Looks at one of many without leaving the list; 560 px, all of a phone. Escape closes it. */
export function SideDrawer({ isOpen, onClose, title, children, footer }: SideDrawerProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      size="min(560px, 100vw)"
      closeButtonProps={{ 'aria-label': words.close }}
      classNames={{ title: classes.title, content: classes.content, body: classes.body }}
    >
      {children}
      {footer ? <div className={classes.footer}>{footer}</div> : null}
    </Drawer>
  );
}
