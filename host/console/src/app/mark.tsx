import { Link } from 'react-router';

import { shellWords as words } from '../words/shell.js';
import classes from './mark.module.css';

/** The mark and the name; leads to the start. */
export function Mark() {
  return (
    <Link to="/" className={classes.mark}>
      <img src="/mark.svg" alt="" width={20} height={20} />
      <span>{words.product}</span>
    </Link>
  );
}
