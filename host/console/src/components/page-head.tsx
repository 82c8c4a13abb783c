import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';

import { shellWords } from '../words/shell.js';
import classes from './page-head.module.css';

interface PageHeadProps {
  /** The one `h1`; also names the browser's tab. */
  readonly title: string;
  /** Names the tab where it says more than the title: "Production · Runs". */
  readonly tabTitle?: string;
  /** One grey sentence: the live summary. */
  readonly summary?: ReactNode;
  /** Buttons at the right; one filled at most. */
  readonly actions?: ReactNode;
  /** Before the title: a tile of 32 px. */
  readonly icon?: ReactNode;
  /** Where the page belongs. */
  readonly back?: { readonly to: string; readonly label: string };
}

/** The head of every page. */
export function PageHead({ title, tabTitle, summary, actions, icon, back }: PageHeadProps) {
  useEffect(() => {
    document.title = `${tabTitle ?? title} · ${shellWords.product}`;
  }, [title, tabTitle]);
  return (
    <header className={classes.head}>
      {back ? (
        <Link to={back.to} className={classes.back}>
          <IconArrowLeft size={16} stroke={1.6} aria-hidden />
          {back.label}
        </Link>
      ) : null}
      <div className={classes.row}>
        {icon}
        <div className={classes.words}>
          <h1 className={classes.title}>{title}</h1>
          {summary === undefined ? null : <div className={classes.summary}>{summary}</div>}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
    </header>
  );
}
