import type { HeldPath, Holder } from '../../api/access.js';
import { CopyText } from '../../components/copy-button.js';
import { SideDrawer } from '../../components/side-drawer.js';
import { Time } from '../../components/time.js';
import { accessWords as words } from '../../words/access.js';
import { pathText } from './held-path.js';
import classes from './holder-drawer.module.css';

interface HolderDrawerProps {
  readonly holder: Holder;
  /** The name of the integration that it is of. */
  readonly integration: string | undefined;
  readonly onClose: () => void;
}

/** Every way by which one account holds a capability, each with what proves it. */
export function HolderDrawer({ holder, integration, onClose }: HolderDrawerProps) {
  const { displayName, username, kind, accountId, lastSignInAt, paths } = holder;
  return (
    <SideDrawer isOpen onClose={onClose} title={displayName ?? username}>
      <div className={classes.drawer}>
        <dl className={classes.facts}>
          <dt className="rc-meta">{words.username}</dt>
          <dd>
            <CopyText value={username} what="username" whole />
          </dd>
          <dt className="rc-meta">{words.accountId}</dt>
          <dd>
            <CopyText value={accountId} what={words.id} />
          </dd>
          {integration === undefined ? null : (
            <>
              <dt className="rc-meta">{words.integration}</dt>
              <dd>{integration}</dd>
            </>
          )}
          {words.kind(kind) === '' ? null : (
            <>
              <dt className="rc-meta">{words.kindTitle}</dt>
              <dd>{words.kind(kind)}</dd>
            </>
          )}
          <dt className="rc-meta">{words.columns.used}</dt>
          <dd>{lastSignInAt === null ? words.never : <Time at={lastSignInAt} />}</dd>
        </dl>
        <section className={classes.ways}>
          <h3>{words.ways(paths.length)}</h3>
          {paths.map((path) => (
            <Way key={`${path.via} ${path.roleId}`} path={path} />
          ))}
        </section>
      </div>
    </SideDrawer>
  );
}

function Way({ path }: { readonly path: HeldPath }) {
  const { since, sinceBy, grantedBy, changedAt } = path;
  return (
    <div className={classes.way}>
      <p className="rc-name">{pathText(path)}</p>
      <dl className={classes.facts}>
        <dt className="rc-meta">{words.columns.since}</dt>
        <dd>
          {since === null ? (
            words.always
          ) : (
            <>
              <Time at={since} />{' '}
              <span className="rc-meta">
                {sinceBy === 'audit trail' ? words.auditTrail : words.firstSeen}
              </span>
            </>
          )}
        </dd>
        <dt className="rc-meta">{words.columns.by}</dt>
        <dd>{grantedBy?.actor ?? <span className="rc-meta">{words.notKnownHint}</span>}</dd>
        {changedAt === null ? null : (
          <>
            <dt className="rc-meta">{words.changed}</dt>
            <dd>
              <Time at={changedAt} />
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
