import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';

import { type Column, readSort, type Sort } from './column.js';
import classes from './data-table.module.css';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort;
  readonly onSort: ((id: string) => void) | undefined;
}

/** The heads of a table; those that can, sort. */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  const present = readSort(sort);
  return (
    <thead>
      <tr>
        {columns.map(({ id, title, isTitleHidden, isNumber, sortValue }) => {
          const direction = present.id === id ? directionOf(present.isDown) : undefined;
          return (
            <th key={id} scope="col" data-number={isNumber || undefined} aria-sort={direction}>
              {sortValue && onSort ? (
                <UnstyledButton className={classes.sort} onClick={() => onSort(id)}>
                  {title}
                  <SortArrow direction={direction} />
                </UnstyledButton>
              ) : isTitleHidden ? (
                <VisuallyHidden>{title}</VisuallyHidden>
              ) : (
                title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

type Direction = 'ascending' | 'descending';

function directionOf(isDown: boolean): Direction {
  return isDown ? 'descending' : 'ascending';
}

function SortArrow({ direction }: { readonly direction: Direction | undefined }) {
  if (direction === undefined) return null;
  const Icon = direction === 'descending' ? IconArrowDown : IconArrowUp;
  return <Icon size={12} stroke={1.8} aria-hidden />;
}
