import { Link } from 'react-router';

import type { WholeFinding } from '../../api/findings.js';
import { CopyButton, CopyText } from '../../components/copy-button.js';
import { SeverityPill } from '../../components/severity-pill.js';
import { StateLine } from '../../components/state-line.js';
import { date } from '../../format/times.js';
import { findingWords as words } from '../../words/findings.js';
import { accountHref } from '../accounts/account-href.js';
import { type EvidenceTable, evidenceTables } from './evidence.js';
import { factsOf, momentOf } from './facts.js';
import classes from './finding-body.module.css';
import { findingState } from './finding-state.js';

interface FindingBodyProps {
  readonly finding: WholeFinding;
  /** In the drawer the title is here; a page has it in its head. */
  readonly hasTitle?: boolean;
}

/** A finding: what, why, on which evidence, what to do, how sure, and what became of it. */
export function FindingBody({ finding, hasTitle = false }: FindingBodyProps) {
  return (
    <div className={classes.body}>
      <header className={classes.head}>
        {hasTitle ? <h2 className={classes.title}>{finding.title}</h2> : null}
        <div className={classes.line}>
          <SeverityPill severity={finding.severity} />
          <StateLine state={findingState(finding)} />
          <span className="rc-meta">
            {words.since(momentOf(finding.firstAt))} · {words.times(finding.timesSeen)}
          </span>
        </div>
        {finding.reason === null ? null : <p className="rc-prose">“{finding.reason}”</p>}
      </header>
      <section>
        <h3>{words.why}</h3>
        <p className="rc-prose">{finding.explanation}</p>
        <Facts finding={finding} />
      </section>
      <Evidence finding={finding} />
      {finding.remediation === null ? null : (
        <section>
          <h3>{words.whatToDo}</h3>
          <p className="rc-prose">{finding.remediation}</p>
        </section>
      )}
      <section>
        <h3>{words.howSure}</h3>
        <p className="rc-prose">{finding.severityRule}</p>
        <p className="rc-meta">{words.judgedBy(finding.check, finding.checkVersion)}</p>
      </section>
      <References finding={finding} />
      <History finding={finding} />
    </div>
  );
}

function Facts({ finding }: { readonly finding: WholeFinding }) {
  const facts = factsOf(finding.evidence.facts ?? {});
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Evidence({ finding }: { readonly finding: WholeFinding }) {
  const tables = evidenceTables(finding.records);
  return (
    <section>
      <h3>{words.evidence}</h3>
      {tables.length === 0 ? <p className="rc-meta">{words.noEvidence}</p> : null}
      {tables.map((table) => (
        <EvidenceRows key={table.entity} table={table} />
      ))}
      {finding.accounts.length === 0 ? null : (
        <p className={classes.accounts}>
          {finding.accounts.slice(0, 8).map((id) => (
            <Link key={id} to={accountHref(finding.integrationId, id)}>
              {usernameIn(finding, id)}
            </Link>
          ))}
        </p>
      )}
    </section>
  );
}

function usernameIn({ records }: WholeFinding, id: string): string {
  const name = records.find((each) => each.entity === 'account' && each.id === id)?.record.username;
  return typeof name === 'string' ? name : words.openAccount(id);
}

function EvidenceRows({ table }: { readonly table: EvidenceTable }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.evidence}>
        <caption>{table.title}</caption>
        <thead>
          <tr>
            {table.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">{words.fields.id}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ id, cells }) => (
            <tr key={id}>
              {table.heads.map((head, index) => (
                <td key={head}>{cells[index]}</td>
              ))}
              <td>
                <CopyText value={id} what={words.id} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {table.more > 0 ? <p className="rc-meta">{words.moreRecords(table.more)}</p> : null}
    </div>
  );
}

function References({ finding: { references } }: { readonly finding: WholeFinding }) {
  const attack = references.attack ?? [];
  const controls = references.controls ?? [];
  if (attack.length + controls.length === 0) return null;
  return (
    <section>
      <h3>{words.references}</h3>
      <p className={classes.accounts}>
        {attack.map((id) => (
          <a key={id} href={attackHref(id)} target="_blank" rel="noreferrer">
            ATT&CK {id}
          </a>
        ))}
        {controls.map((control) => (
          <span key={control}>{control}</span>
        ))}
      </p>
    </section>
  );
}

function attackHref(id: string): string {
  return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
}

function History({ finding }: { readonly finding: WholeFinding }) {
  return (
    <section>
      <h3>{words.history}</h3>
      <ol className={classes.history}>
        {finding.history.map((change) => (
          <li key={`${change.at}${change.type}`}>
            <time dateTime={change.at} className="rc-meta rc-numbers">
              {momentOf(change.at)}
            </time>
            <span>
              {changeWords(change)}
              {change.reason === null ? null : <span className="rc-below">“{change.reason}”</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function changeWords(change: WholeFinding['history'][number]): string {
  const { type, actor, disposition, until, severity } = change;
  const parts = [
    words.changes[type] ?? type,
    ...(type === 'severity' ? [words.severityNow(severity)] : []),
    ...(disposition === null ? [] : [(words.dispositions[disposition] ?? '').toLowerCase()]),
    ...(until === null ? [] : [words.until(date(new Date(until)))]),
    ...(actor === null ? [] : [words.by(actor)]),
  ];
  return parts.join(', ');
}

/** Copies the address of a finding. */
export function CopyFindingLink({ id }: { readonly id: string }) {
  return <CopyButton value={findingLink(id)} what={words.copyLink} />;
}

/** The address of a finding, to share. */
export function findingLink(id: string): string {
  return new URL(`/findings/${encodeURIComponent(id)}`, location.origin).href;
}
