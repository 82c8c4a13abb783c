import { Link } from 'react-router';

import type { IdleAccount } from '../../api/licences.js';
import { money } from '../../format/numbers.js';
import { licenceWords as words } from '../../words/licences.js';
import { lastUseText } from './reclaim-columns.js';
import classes from './reclaim-list.module.css';

interface ReclaimCardProps {
  readonly account: IdleAccount;
  readonly currency: string;
  readonly href: string;
}

/** An account of the reclaim list, where there is no room for a table. */
export function ReclaimCard({ account, currency, href }: ReclaimCardProps) {
  const { username, monthlySaving, licence, action } = account;
  return (
    <Link to={href} className={classes.card}>
      <span className={classes.cardHead}>
        <span className="rc-name rc-cut">{username}</span>
        <span className="rc-numbers">
          {monthlySaving === null ? (
            <span className="rc-meta">{words.priceMissingShort}</span>
          ) : (
            money(monthlySaving, currency)
          )}
        </span>
      </span>
      <span className="rc-small rc-cut">
        {[licence, words.actions[action] ?? action].join(' · ')}
      </span>
      <span className="rc-meta rc-cut">{lastUseText(account)}</span>
    </Link>
  );
}
