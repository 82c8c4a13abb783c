import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import classes from './empty.module.css';

interface EmptyProps {
  readonly icon: TablerIcon;
  /** What will be here. */
  readonly title: string;
  /** One sentence: what to do, or why there is nothing. */
  readonly text: string;
  /** One button or link. */
  readonly children?: ReactNode;
}

/** A view without content, which leads to its first. */
export function Empty({ icon: Icon, title, text, children }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <Icon size={32} stroke={1.4} aria-hidden className={classes.icon} />
      <h2>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children}
    </div>
  );
}
