import { Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import type { LicencePool } from '../../api/licences.js';
import type { UrlState } from '../../components/filters/use-url-state.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { money, wholeNumber } from '../../format/numbers.js';
import { commonWords } from '../../words/common.js';
import { licenceWords as words } from '../../words/licences.js';
import { splitPools } from './licence-view.js';
import classes from './pool-table.module.css';
import { SeatBar } from './seat-bar.js';

interface PoolTableProps {
  readonly url: UrlState;
  readonly pools: readonly LicencePool[];
  readonly currency: string;
}

/** Seats of each licence: bought, used, idle, and what the idle ones cost. A licence narrows the list below. */
export function PoolTable({ url, pools, currency }: PoolTableProps) {
  const [isAll, setIsAll] = useState(false);
  const [params] = useSearchParams();
  const { paid, free } = splitPools(pools);
  const hrefOf = ({ name }: LicencePool): string => {
    const next = new URLSearchParams(params);
    next.delete('pool');
    if (!url.all('pool').includes(name)) next.append('pool', name);
    return `?${next.toString()}`;
  };
  return (
    <section aria-label={words.pools}>
      <header className={classes.head}>
        <div>
          <h2>{words.pools}</h2>
          <p className="rc-meta">{words.poolsHelp}</p>
        </div>
        <ul className={classes.legend}>
          {(['use', 'idle', 'rest'] as const).map((part) => (
            <li key={part} className={classes.key}>
              <span className={classes.swatch} data-part={part} aria-hidden />
              {legend[part]}
            </li>
          ))}
        </ul>
      </header>
      <DataTable
        label={words.pools}
        rows={isAll ? [...paid, ...free] : paid}
        columns={columnsOf(currency, hrefOf)}
        rowKey={({ integrationId, licenceId }) => `${integrationId} ${licenceId}`}
        rowHref={hrefOf}
        listBelow={560}
        card={(pool) => <PoolCard pool={pool} currency={currency} href={hrefOf(pool)} />}
      />
      {free.length > 0 ? (
        <Button
          className={classes.more}
          size="compact-sm"
          variant="subtle"
          onClick={() => setIsAll(!isAll)}
        >
          {isAll ? words.hideFree : words.free(free.length)}
        </Button>
      ) : null}
    </section>
  );
}

const legend = { use: words.inUse, idle: words.idle, rest: words.unassigned } as const;

function columnsOf(
  currency: string,
  hrefOf: (pool: LicencePool) => string,
): readonly Column<LicencePool>[] {
  const names = words.poolColumns;
  const count = (id: 'used' | 'idle' | 'frozen', fromWidth = 0): Column<LicencePool> => ({
    id,
    title: names[id],
    width: 80,
    isNumber: true,
    fromWidth,
    cell: (pool) => numberOr(pool[id], commonWords.unknown),
  });
  return [
    {
      id: 'name',
      title: names.name,
      cell: (pool) => (
        <Link to={hrefOf(pool)} className={`${classes.name} rc-name rc-cut`} title={pool.name}>
          {pool.name}
        </Link>
      ),
    },
    {
      id: 'seats',
      title: names.seats,
      width: 240,
      fromWidth: 800,
      cell: (pool) => <SeatBar pool={pool} />,
    },
    {
      id: 'bought',
      title: names.bought,
      width: 88,
      isNumber: true,
      cell: ({ total }) => numberOr(total, words.noLimit),
    },
    count('used'),
    count('idle'),
    count('frozen', 680),
    {
      id: 'price',
      title: names.price(currency),
      width: 132,
      isNumber: true,
      cell: (pool) => <Spend pool={pool} currency={currency} />,
    },
  ];
}

function numberOr(value: number | null, absent: string) {
  if (value === null) return <span className="rc-meta">{absent}</span>;
  return wholeNumber(value);
}

/** What its idle seats cost; the currency is in the head. */
function Spend({ pool, currency }: { readonly pool: LicencePool; readonly currency: string }) {
  const { idleSpend, monthlyPrice, idle } = pool;
  if (idleSpend === null || monthlyPrice === null) {
    return (
      <Tooltip label={words.priceMissing}>
        <span className="rc-meta">{words.priceMissingShort}</span>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={words.idlePrice(idle, money(monthlyPrice, currency))}>
      <span>{wholeNumber(idleSpend)}</span>
    </Tooltip>
  );
}

interface PoolCardProps {
  readonly pool: LicencePool;
  readonly currency: string;
  readonly href: string;
}

function PoolCard({ pool, currency, href }: PoolCardProps) {
  return (
    <Link to={href} className={classes.card}>
      <span className={classes.cardHead}>
        <span className="rc-name rc-cut">{pool.name}</span>
        <span className="rc-numbers">
          {pool.idleSpend === null ? (
            <span className="rc-meta">{words.priceMissingShort}</span>
          ) : (
            money(pool.idleSpend, currency)
          )}
        </span>
      </span>
      <SeatBar pool={pool} hasText />
    </Link>
  );
}
