import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import type { PriceList } from '../../api/prices.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { priceWords as words } from '../../words/prices.js';
import { type PriceLine, priceLines, withLicence, withoutPrice, withPrice } from './price-list.js';
import classes from './section.module.css';

interface PriceTableProps {
  readonly list: PriceList;
  readonly onChange: (list: PriceList) => void;
}

/** The prices of a list, to be changed. */
export function PriceTable({ list, onChange }: PriceTableProps) {
  const [name, setName] = useState('');
  const add = () => {
    if (name.trim() === '') return;
    onChange(withLicence(list, name.trim(), words.ownSource));
    setName('');
  };
  return (
    <>
      {list.licences.length > 0 ? (
        <DataTable
          label={words.table}
          rows={priceLines(list)}
          columns={columnsOf(list, onChange)}
          rowKey={({ id }) => id}
          rowHeight={52}
        />
      ) : null}
      <div className={classes.end}>
        <TextInput
          className={classes.choice}
          aria-label={words.addName}
          placeholder={words.addName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
          onClick={add}
        >
          {words.addLine}
        </Button>
      </div>
    </>
  );
}

function columnsOf(
  list: PriceList,
  onChange: (list: PriceList) => void,
): readonly Column<PriceLine>[] {
  return [
    {
      id: 'licence',
      title: words.columns.licence,
      cell: ({ name, edition }) => (
        <span className={classes.two}>
          <span className="rc-name rc-cut">{name}</span>
          <span className="rc-meta rc-cut">{edition ?? words.anyEdition}</span>
        </span>
      ),
    },
    {
      id: 'monthly',
      title: `${words.columns.monthly}, ${list.currency}`,
      width: 144,
      cell: (line) => (
        <NumberInput
          aria-label={words.price(line.name, line.edition)}
          min={0}
          decimalScale={2}
          hideControls
          value={line.monthly}
          onChange={(value) => onChange(withPrice(list, line, Number(value)))}
        />
      ),
    },
    {
      id: 'remove',
      title: words.columns.remove,
      isTitleHidden: true,
      isNumber: true,
      width: 64,
      cell: (line) => (
        <ActionIcon
          size={32}
          variant="subtle"
          color="gray"
          aria-label={words.removeLine(line.name)}
          onClick={() => onChange(withoutPrice(list, line))}
        >
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      ),
    },
  ];
}
