import type { Delivery } from '../../api/deliveries.js';
import { type State, StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { Time } from '../../components/time.js';
import { deliveryWords as words } from '../../words/delivery.js';
import { DeliveryMenu } from './delivery-menu.js';
import classes from './section.module.css';

/** Who is told, of what, and whether it arrives. */
export function deliveryColumns(test: (row: Delivery) => void): readonly Column<Delivery>[] {
  return [
    { id: 'name', title: words.columns.name, cell: (row) => <DeliveryName row={row} /> },
    {
      id: 'severity',
      title: words.columns.severity,
      width: 120,
      fromWidth: 680,
      cell: ({ minSeverity }) => words.severities[minSeverity],
    },
    {
      id: 'state',
      title: words.columns.state,
      width: 280,
      cell: (row) => <StateLine state={stateOf(row)} />,
    },
    {
      id: 'menu',
      title: words.columns.menu,
      isTitleHidden: true,
      isNumber: true,
      width: 64,
      cell: (row) => <DeliveryMenu delivery={row} onTest={() => test(row)} />,
    },
  ];
}

function DeliveryName({ row }: { readonly row: Delivery }) {
  return (
    <span className={classes.two}>
      <span className="rc-name rc-cut">{row.name}</span>
      <span className="rc-meta rc-cut" title={row.address}>
        {words.kinds[row.kind]} · {row.address}
      </span>
    </span>
  );
}

/** The last that happened decides. */
function stateOf({ deliveredAt, failedAt, error, waiting }: Delivery): State {
  const rest = waiting > 0 ? words.waiting(waiting) : undefined;
  const hasFailed = failedAt !== null && (deliveredAt === null || failedAt > deliveredAt);
  if (hasFailed) {
    const detail = [error, rest].filter(Boolean).join(' · ');
    return { shape: 'bad', words: words.notDelivered, detail };
  }
  if (deliveredAt === null) return { shape: 'untested', words: words.nothingYet, detail: rest };
  return { shape: 'ok', words: words.delivered, detail: rest ?? <Time at={deliveredAt} /> };
}

interface DeliveryCardProps {
  readonly row: Delivery;
  readonly onTest: () => void;
}

/** The same where the page is narrow. */
export function DeliveryCard({ row, onTest }: DeliveryCardProps) {
  return (
    <div className={classes.card}>
      <div className={classes.row}>
        <DeliveryName row={row} />
        <DeliveryMenu delivery={row} onTest={onTest} />
      </div>
      <StateLine state={stateOf(row)} />
    </div>
  );
}
