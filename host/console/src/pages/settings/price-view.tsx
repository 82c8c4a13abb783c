import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { forgetPrices, pricesQuery, type ScopedPrices } from '../../api/prices.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import type { Column } from '../../components/table/column.js';
import { DataTable } from '../../components/table/data-table.js';
import { useToast } from '../../components/toast.js';
import { date } from '../../format/times.js';
import { priceWords as words } from '../../words/prices.js';
import { type PriceLine, priceLines } from './price-list.js';
import classes from './section.module.css';

interface PriceViewProps {
  readonly scope: { readonly id: string; readonly name: string };
  readonly prices: ScopedPrices;
  /** Absent for who may only read. */
  readonly onEdit: (() => void) | undefined;
}

/** The prices that hold, where they are from, and as of when. */
export function PriceView({ scope, prices, onEdit }: PriceViewProps) {
  const { origin, kind, list } = prices;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <div className={`${classes.card} rc-card`}>
        <dl className={classes.pairs}>
          <dt className="rc-meta">{words.facts.origin}</dt>
          <dd>{words.origins[origin]}</dd>
          <dt className="rc-meta">{words.facts.kind}</dt>
          <dd>{words.kinds[kind]}</dd>
          <dt className="rc-meta">{words.facts.currency}</dt>
          <dd>{list.currency}</dd>
          <dt className="rc-meta">{words.facts.asOf}</dt>
          <dd>{dayText(list.asOf)}</dd>
          <dt className="rc-meta">{words.facts.renews}</dt>
          <dd>{list.renewsOn === undefined ? words.notKnown : dayText(list.renewsOn)}</dd>
        </dl>
        {kind === 'list' ? <p className={classes.notice}>{words.listNote}</p> : null}
        {onEdit ? (
          <div className={classes.end}>
            <Button variant="default" onClick={onEdit}>
              {origin === 'settings' ? words.edit : words.set}
            </Button>
            {origin === 'settings' ? (
              <Button variant="subtle" onClick={() => setIsAsking(true)}>
                {words.forget}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      <DataTable
        label={words.table}
        rows={priceLines(list)}
        columns={columnsIn(list.currency)}
        rowKey={({ id }) => id}
        rowHeight={52}
      />
      {isAsking ? <ForgetDialog scope={scope} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

function columnsIn(currency: string): readonly Column<PriceLine>[] {
  const amount = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
  return [
    {
      id: 'licence',
      title: words.columns.licence,
      cell: (line) => <Licence line={line} />,
    },
    {
      id: 'monthly',
      title: `${words.columns.monthly}, ${currency}`,
      width: 128,
      isNumber: true,
      cell: ({ monthly }) => amount.format(monthly),
    },
  ];
}

/** Of which edition the price is, and where it is from. */
function Licence({ line: { name, edition, source } }: { readonly line: PriceLine }) {
  const text = edition === undefined ? source : `${edition} · ${source}`;
  return (
    <span className={classes.two}>
      <span className="rc-name rc-cut">{name}</span>
      <span className="rc-meta rc-cut" title={text}>
        {text}
      </span>
    </span>
  );
}

function dayText(day: string): string {
  return date(new Date(`${day}T00:00:00Z`), 'UTC');
}

interface ForgetDialogProps {
  readonly scope: PriceViewProps['scope'];
  readonly onClose: () => void;
}

function ForgetDialog({ scope, onClose }: ForgetDialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const forget = useMutation({
    mutationFn: () => forgetPrices(scope.id),
    onSuccess: async () => {
      onClose();
      toast({ text: words.forgot });
      await client.invalidateQueries({ queryKey: pricesQuery.queryKey });
      await client.invalidateQueries({ queryKey: ['licences'] });
    },
  });
  return (
    <QuestionDialog
      title={words.forgetTitle(scope.name)}
      verb={words.forgetVerb}
      isBad
      isPending={forget.isPending}
      error={forget.error}
      failed={words.notForgot}
      onConfirm={() => forget.mutate()}
      onClose={onClose}
    >
      <p>{words.forgetText}</p>
    </QuestionDialog>
  );
}
