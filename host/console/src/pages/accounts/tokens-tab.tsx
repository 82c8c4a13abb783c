import type { WholeAccount } from '../../api/accounts.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { Time } from '../../components/time.js';
import { wholeNumber } from '../../format/numbers.js';
import { accountWords as words } from '../../words/accounts.js';
import { useAccount } from './account-layout.js';
import classes from './account-layout.module.css';

type Token = WholeAccount['tokens'][number];

/** The applications that may act in its name. */
export function TokensTab() {
  const { tokens } = useAccount();
  return (
    <section className={classes.part}>
      <h2>{words.tokens}</h2>
      {tokens.length === 0 ? (
        <p className="rc-meta">{words.noTokens}</p>
      ) : (
        <DataTable
          label={words.tokens}
          rows={tokens}
          columns={columns}
          rowKey={({ tokenId }) => tokenId}
        />
      )}
    </section>
  );
}

const columns: readonly Column<Token>[] = [
  { id: 'app', title: words.tokenColumns.app, cell: ({ application }) => application },
  {
    id: 'created',
    title: words.tokenColumns.created,
    width: 136,
    fromWidth: 480,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
  {
    id: 'used',
    title: words.tokenColumns.used,
    width: 136,
    cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} />,
  },
  {
    id: 'uses',
    title: words.tokenColumns.uses,
    width: 88,
    isNumber: true,
    cell: ({ useCount }) => (useCount === null ? '–' : wholeNumber(useCount)),
  },
];

function Moment({ at }: { readonly at: string | null }) {
  if (at === null) return <span className="rc-meta">{words.never}</span>;
  return <Time at={at} />;
}
