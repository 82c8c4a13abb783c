import { type ReactNode, useEffect } from 'react';

import { shellWords } from '../../words/shell.js';
import classes from './entry-card.module.css';

interface EntryCardProps {
  readonly title: string;
  /** Names the browser's tab. */
  readonly page: string;
  readonly text?: string;
  readonly children: ReactNode;
}

/** The one card of the pages that need no session. */
export function EntryCard({ title, page, text, children }: EntryCardProps) {
  useEffect(() => {
    document.title = `${page} · ${shellWords.product}`;
  }, [page]);
  return (
    <main className={classes.place}>
      <div className={`${classes.card} rc-card`}>
        <header className={classes.head}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          <h1>{title}</h1>
          {text === undefined ? null : <p className={classes.text}>{text}</p>}
        </header>
        {children}
      </div>
    </main>
  );
}
