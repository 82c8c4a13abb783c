import type { PluginInspection } from '../../api/plugins.js';
import { CopyText } from '../../components/copy-button.js';
import { listed } from '../../format/lists.js';
import { pluginWords as words } from '../../words/plugins.js';
import { askedMore, type Rights } from './asked-more.js';
import classes from './inspection.module.css';
import { RightsList } from './rights.js';

/** What would be installed; of an update only what it asks for beyond the present version. */
export function Inspection({ found }: { readonly found: PluginInspection }) {
  const { publisher, description, digest, license, present } = found;
  return (
    <>
      <p className="rc-prose">{description}</p>
      <dl className={classes.facts}>
        <dt className="rc-meta">{words.publisher}</dt>
        <dd>{publisher}</dd>
        {license === null ? null : (
          <>
            <dt className="rc-meta">{words.licence}</dt>
            <dd>{license}</dd>
          </>
        )}
        <dt className="rc-meta">{words.digest}</dt>
        <dd>
          <CopyText value={digest} what="digest" />
        </dd>
      </dl>
      {present ? <Update found={found} present={present} /> : <Whole found={found} />}
    </>
  );
}

function Whole({ found }: { readonly found: PluginInspection }) {
  return (
    <>
      <RightsList {...found} />
      <section className={classes.part}>
        <h3>{words.streams}</h3>
        <p>{listed(found.streams.map(({ title }) => title))}</p>
      </section>
      <p className="rc-meta">{words.trust}</p>
    </>
  );
}

interface UpdateProps {
  readonly found: PluginInspection;
  readonly present: Rights & { readonly digest: string };
}

function Update({ found, present }: UpdateProps) {
  if (present.digest === found.digest) return <p className="rc-name">{words.same}</p>;
  const { more, less, isNothing } = askedMore(present, found);
  return (
    <>
      {isNothing ? (
        <p className="rc-name">{words.asksSame}</p>
      ) : (
        <div className={classes.notice}>
          <p className="rc-name">{words.asksMore}</p>
          <MoreRights more={more} />
        </div>
      )}
      {more.streams.length > 0 ? (
        <p>{words.newStreams(listed(more.streams.map(({ title }) => title)))}</p>
      ) : null}
      {less.length > 0 ? <p>{words.noLonger(listed(less))}</p> : null}
      <p className="rc-meta">{words.replaces}</p>
    </>
  );
}

function MoreRights({ more }: { readonly more: Rights }) {
  return (
    <ul className={classes.more}>
      {more.egress.map(({ origin, reason }) => (
        <li key={origin}>
          <code>{origin}</code>
          <span>{reason}</span>
        </li>
      ))}
      {more.permissions.map(({ id, reason }) => (
        <li key={id}>
          <span className="rc-name">{words.permissionNames[id] ?? id}</span>
          <span>{reason}</span>
        </li>
      ))}
    </ul>
  );
}
