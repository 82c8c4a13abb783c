import { findingWords as words } from '../words/findings.js';
import classes from './severity-pill.module.css';

/** How much a finding matters: the one place where a pill is used. */
export function SeverityPill({ severity }: { readonly severity: keyof typeof words.severities }) {
  return (
    <span className={classes.pill} data-severity={severity}>
      {words.severities[severity]}
    </span>
  );
}
