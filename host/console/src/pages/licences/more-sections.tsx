import type { ReactNode } from 'react';

import type { LicenceReport } from '../../api/licences.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { percent, wholeNumber } from '../../format/numbers.js';
import { date } from '../../format/times.js';
import { licenceWords as words } from '../../words/licences.js';
import { accountKey } from './licence-view.js';
import classes from './more-sections.module.css';

const names = words.columns;

/** What else the report says; a section without content is left out. */
export function MoreSections({ report }: { readonly report: LicenceReport }) {
  const { changes, pools, deactivated, notes, currency } = report;
  const twice = pools.filter(({ heldTwice }) => heldTwice > 0);
  const expiring = pools.filter(({ isExpiring }) => isExpiring);
  const integration = (id: string) => report.integrations.find((each) => each.id === id)?.name;
  return (
    <>
      {changes.length > 0 ? (
        <More title={words.changes} help={words.changesHelp}>
          <Small label={words.changes} rows={changes} columns={changeColumns(currency)} />
        </More>
      ) : null}
      {twice.length > 0 ? (
        <More title={words.heldTwice} help={words.heldTwiceHelp}>
          <Small
            label={words.heldTwice}
            rows={twice}
            columns={poolColumns(names.seats, ({ heldTwice }) => wholeNumber(heldTwice))}
          />
        </More>
      ) : null}
      {expiring.length > 0 ? (
        <More title={words.expiring}>
          <Small
            label={words.expiring}
            rows={expiring}
            columns={poolColumns(names.expires, ({ expiresOn }) =>
              expiresOn === null ? '' : date(new Date(expiresOn)),
            )}
          />
        </More>
      ) : null}
      {deactivated.length > 0 ? (
        <More title={words.deactivated}>
          <Small
            label={words.deactivated}
            rows={deactivated}
            columns={deactivatedColumns(currency)}
          />
        </More>
      ) : null}
      {notes.length > 0 ? (
        <More title={words.notes}>
          <ul className={classes.notes}>
            {notes.map(({ integrationId, text }) => (
              <li key={`${integrationId} ${text}`} className="rc-prose">
                {report.integrations.length > 1 ? `${integration(integrationId)}: ` : ''}
                {text}
              </li>
            ))}
          </ul>
        </More>
      ) : null}
    </>
  );
}

interface MoreProps {
  readonly title: string;
  readonly help?: string;
  readonly children: ReactNode;
}

function More({ title, help, children }: MoreProps) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {help === undefined ? null : <p className="rc-meta">{help}</p>}
      <div className={classes.content}>{children}</div>
    </section>
  );
}

interface Keyed {
  readonly integrationId: string;
  readonly accountId?: string;
  readonly licenceId?: string;
}

interface SmallProps<Row extends Keyed> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}

function Small<Row extends Keyed>({ label, rows, columns }: SmallProps<Row>) {
  return (
    <DataTable
      label={label}
      rows={rows}
      columns={columns}
      rowKey={({ integrationId, accountId, licenceId }) =>
        accountKey({ integrationId, accountId: accountId ?? licenceId ?? '' })
      }
    />
  );
}

type Change = LicenceReport['changes'][number];
type Deactivated = LicenceReport['deactivated'][number];
type Pool = LicenceReport['pools'][number];

function cut(text: string) {
  return (
    <span className={`${classes.cut} rc-cut`} title={text}>
      {text}
    </span>
  );
}

function changeColumns(currency: string): readonly Column<Change>[] {
  return [
    { id: 'account', title: names.account, cell: ({ username }) => cut(username) },
    {
      id: 'licence',
      title: names.licence,
      width: 152,
      fromWidth: 600,
      cell: ({ licence }) => cut(licence),
    },
    { id: 'to', title: names.instead, width: 152, cell: ({ to }) => cut(to) },
    {
      id: 'why',
      title: names.why,
      width: 320,
      fromWidth: 1040,
      cell: ({ reason }) => cut(reason),
    },
    {
      id: 'sure',
      title: names.sure,
      width: 72,
      fromWidth: 600,
      isNumber: true,
      cell: ({ confidence }) => percent(confidence),
    },
    {
      id: 'saving',
      title: names.saving(currency),
      width: 120,
      isNumber: true,
      cell: ({ monthlySaving }) => wholeNumber(monthlySaving),
    },
  ];
}

function poolColumns(title: string, read: (pool: Pool) => string): readonly Column<Pool>[] {
  return [
    { id: 'licence', title: names.licence, cell: ({ name }) => cut(name) },
    { id: 'value', title, width: 144, isNumber: true, cell: read },
  ];
}

function deactivatedColumns(currency: string): readonly Column<Deactivated>[] {
  return [
    { id: 'account', title: names.account, cell: ({ username }) => cut(username) },
    {
      id: 'licences',
      title: names.licence,
      width: 240,
      fromWidth: 600,
      cell: ({ licences }) => cut(licences.join(', ')),
    },
    {
      id: 'saving',
      title: names.saving(currency),
      width: 132,
      isNumber: true,
      cell: ({ monthlySaving }) =>
        monthlySaving === null ? (
          <span className="rc-meta">{words.priceMissingShort}</span>
        ) : (
          wholeNumber(monthlySaving)
        ),
    },
  ];
}
