import type { WholePlugin } from '../../api/plugins.js';
import { pluginWords as words } from '../../words/plugins.js';
import { hostOf } from '../add-integration/hosts-of.js';
import classes from './rights.module.css';

type RightsListProps = Pick<WholePlugin, 'egress' | 'permissions' | 'config'>;

/** Where a plugin may reach and what it may, each with the reason that it gives. */
export function RightsList({ egress, permissions, config }: RightsListProps) {
  return (
    <>
      <section className={classes.part}>
        <h3>{words.reaches}</h3>
        {egress.length === 0 ? (
          <p className="rc-meta">{words.reachesNothing}</p>
        ) : (
          <ul className={classes.list}>
            {egress.map(({ origin, reason }) => (
              <li key={origin}>
                <span className={`${classes.origin} rc-name`} title={origin}>
                  {hostOf(origin, config)}
                </span>
                <span className="rc-meta">{reason}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className={classes.part}>
        <h3>{words.permissions}</h3>
        {permissions.length === 0 ? (
          <p className="rc-meta">{words.noPermissions}</p>
        ) : (
          <ul className={classes.list}>
            {permissions.map(({ id, reason }) => (
              <li key={id}>
                <span className="rc-name">{words.permissionNames[id] ?? id}</span>
                <span className="rc-meta">{reason}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
