import { Button } from '@mantine/core';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { deliveriesQuery } from '../../api/deliveries.js';
import { Empty } from '../../components/empty.js';
import { ErrorNote } from '../../components/error-note.js';
import { QueryView } from '../../components/query-view.js';
import { StateLine } from '../../components/state-line.js';
import { DataTable } from '../../components/table/data-table.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { deliveryWords as words } from '../../words/delivery.js';
import { settingsWords } from '../../words/settings.js';
import { DeliveryCard, deliveryColumns } from './delivery-columns.js';
import { DeliveryDialog } from './delivery-dialog.js';
import { Section } from './section.js';
import classes from './section.module.css';
import { useDeliveryTest } from './use-delivery-test.js';

/** Who is told of findings, and whether it arrives. */
export function DeliverySection() {
  const deliveries = useQuery(deliveriesQuery);
  const [isAdding, setIsAdding] = useState(false);
  const test = useDeliveryTest();
  const addButton = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      onClick={() => setIsAdding(true)}
    >
      {words.add}
    </Button>
  );
  return (
    <Section
      title={settingsWords.sections.delivery}
      text={words.text}
      action={deliveries.data?.length === 0 ? null : addButton}
    >
      <div role="status">
        {test.data ? (
          <div className={`${classes.card} rc-card`}>
            <StateLine
              state={{
                shape: test.data.delivered ? 'ok' : 'bad',
                words: test.data.delivered
                  ? words.testPassed(test.data.name)
                  : words.testFailed(test.data.name),
                detail: test.data.detail,
              }}
            />
          </div>
        ) : null}
      </div>
      {test.error ? <ErrorNote error={test.error} title={words.testNotSent} /> : null}
      <QueryView query={deliveries} skeleton={<TableSkeleton rows={2} />} failed={words.failed}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon={IconSend} title={words.none} text={words.noneText}>
              {addButton}
            </Empty>
          ) : (
            <DataTable
              label={settingsWords.sections.delivery}
              rows={rows}
              columns={deliveryColumns(({ id }) => test.mutate(id))}
              rowKey={({ id }) => id}
              rowHeight={62}
              listBelow={560}
              card={(row) => <DeliveryCard row={row} onTest={() => test.mutate(row.id)} />}
            />
          )
        }
      </QueryView>
      {isAdding ? <DeliveryDialog onClose={() => setIsAdding(false)} /> : null}
    </Section>
  );
}
