import { useElementSize } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';

import { type Column, nextSort, type Sort } from './column.js';
import classes from './data-table.module.css';
import { TableHead } from './table-head.js';

/** From here on only the rows in sight are drawn. */
const mostDrawn = 100;

/** A table of things, or a list of cards where the page is narrow. */
export interface DataTableProps<Row> {
  /** Names the table. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Where a click on the row leads; its name is a link to the same. */
  readonly rowHref?: (row: Row) => string;
  /** Instead of `rowHref`: what a click on the row does. */
  readonly onRow?: (row: Row) => void;
  /** 40 for facts, 62 for what people configure. */
  readonly rowHeight?: number;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Below this width, in px, `card` draws each row instead. */
  readonly listBelow?: number;
  readonly card?: (row: Row) => ReactNode;
  /** Whether the rows are of an earlier question, until those of the new one come. */
  readonly isStale?: boolean;
  /** The row that the keyboard is at. */
  readonly focusedKey?: string | undefined;
  /** Rows that are chosen, by their keys. */
  readonly selected?: ReadonlySet<string>;
}

/** A table whose columns follow the width that it has. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowKey, listBelow = 0, card, isStale = false } = props;
  const { ref, width } = useElementSize();
  const isList = width > 0 && width < listBelow && card !== undefined;
  const shown = columns.filter(({ fromWidth = 0 }) => width === 0 || width >= fromWidth);
  return (
    <div ref={ref} className={classes.place} data-stale={isStale || undefined}>
      {isList ? (
        <ul className={classes.cards} aria-label={label}>
          {rows.map((row) => (
            <li key={rowKey(row)} className="rc-card">
              {card(row)}
            </li>
          ))}
        </ul>
      ) : (
        <div className="rc-card">
          <table className={classes.table} aria-label={label} aria-rowcount={rows.length + 1}>
            <colgroup>
              {shown.map(({ id, width: px }) => (
                <col key={id} style={px === undefined ? {} : { width: px }} />
              ))}
            </colgroup>
            <TableHead
              columns={shown}
              sort={props.sort}
              onSort={props.onSort ? (id) => props.onSort?.(nextSort(props.sort, id)) : undefined}
            />
            <TableRows {...props} columns={shown} />
          </table>
        </div>
      )}
    </div>
  );
}

function TableRows<Row>(props: DataTableProps<Row>) {
  const { rows, columns, rowKey, rowHeight = 40 } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const isVirtual = rows.length > mostDrawn;
  const virtual = useWindowVirtualizer({
    count: isVirtual ? rows.length : 0,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const { focusedKey } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the focus moves
  useEffect(() => {
    const index =
      focusedKey === undefined ? -1 : rows.findIndex((row) => rowKey(row) === focusedKey);
    if (index < 0) return;
    if (isVirtual) virtual.scrollToIndex(index);
    else body.current?.querySelector('[data-focused]')?.scrollIntoView({ block: 'nearest' });
  }, [focusedKey]);
  const items = virtual.getVirtualItems();
  const drawn = isVirtual
    ? items.map(({ index }) => ({ index, row: rows[index] }))
    : rows.map((row, index) => ({ index, row }));
  const before = isVirtual ? (items[0]?.start ?? 0) - virtual.options.scrollMargin : 0;
  const end = (items.at(-1)?.end ?? 0) - virtual.options.scrollMargin;
  const after = isVirtual ? virtual.getTotalSize() - end : 0;
  return (
    <tbody ref={body}>
      <Gap height={before} span={columns.length} />
      {drawn.map(({ index, row }) =>
        row === undefined ? null : (
          <TableRow key={rowKey(row)} {...props} row={row} index={index} height={rowHeight} />
        ),
      )}
      <Gap height={after} span={columns.length} />
    </tbody>
  );
}

function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  );
}

interface TableRowProps<Row> extends DataTableProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly height: number;
}

function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, index, height, columns, rowKey, rowHref, onRow, focusedKey, selected } = props;
  const key = rowKey(row);
  const navigate = useNavigate();
  const open = (event: MouseEvent) => {
    if (isOwnClick(event)) return;
    if (onRow) onRow(row);
    else if (rowHref) navigate(rowHref(row));
  };
  const isClickable = rowHref !== undefined || onRow !== undefined;
  return (
    <tr
      aria-rowindex={index + 2}
      style={{ height }}
      data-clickable={isClickable || undefined}
      data-focused={key === focusedKey || undefined}
      data-selected={selected?.has(key) || undefined}
      onClick={open}
    >
      {columns.map(({ id, isNumber, cell }) => (
        <td key={id} data-number={isNumber || undefined}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** A click on a control in the row, or one that ends a selection of text, is not for the row. */
function isOwnClick(event: MouseEvent): boolean {
  const { target } = event;
  const onControl =
    target instanceof Element &&
    (target.closest('a, button, input, label, [role=menu], [role=dialog]') !== null ||
      !event.currentTarget.contains(target));
  return onControl || (getSelection()?.toString() ?? '') !== '';
}
