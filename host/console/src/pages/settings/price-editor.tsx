import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type PriceList, pricesQuery, type ScopedPrices, setPrices } from '../../api/prices.js';
import { ErrorNote } from '../../components/error-note.js';
import { useToast } from '../../components/toast.js';
import { commonWords } from '../../words/common.js';
import { priceWords as words } from '../../words/prices.js';
import { PriceTable } from './price-table.js';
import classes from './section.module.css';

interface PriceEditorProps {
  readonly scope: { readonly id: string; readonly name: string };
  /** What holds now; the editor begins with it. */
  readonly present: ScopedPrices | undefined;
  readonly onDone: () => void;
}

const below = ['label', 'input', 'error', 'description'] as const;
const kinds = ['contract', 'list'] as const;

/** Sets what licences cost. */
export function PriceEditor({ scope, present, onDone }: PriceEditorProps) {
  const [list, setList] = useState<PriceList>(() => startOf(present));
  const [isTried, setIsTried] = useState(false);
  const save = useSave(scope.id, onDone);
  const faults = faultsOf(list);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (!faults.currency && !faults.renewsOn) save.mutate(list);
  };
  return (
    <form className={`${classes.form} rc-card`} onSubmit={submit} noValidate>
      <h3>{words.editTitle(scope.name)}</h3>
      <SegmentedControl
        className={classes.choice}
        aria-label={words.facts.kind}
        data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        value={list.kind ?? 'contract'}
        onChange={(kind) => setList({ ...list, kind: kind === 'list' ? 'list' : 'contract' })}
      />
      <div className={classes.fields}>
        <TextInput
          label={words.currency}
          description={words.currencyHelp}
          inputWrapperOrder={[...below]}
          maxLength={3}
          value={list.currency}
          error={isTried ? faults.currency : undefined}
          onChange={(event) =>
            setList({ ...list, currency: event.currentTarget.value.toUpperCase() })
          }
        />
        <TextInput
          type="date"
          label={words.renewsOn}
          description={words.renewsHelp}
          inputWrapperOrder={[...below]}
          value={list.renewsOn ?? ''}
          error={isTried ? faults.renewsOn : undefined}
          onChange={(event) => setList(renewing(list, event.currentTarget.value))}
        />
      </div>
      <PriceTable list={list} onChange={setList} />
      {save.error ? <ErrorNote error={save.error} title={words.notSaved} /> : null}
      <div className={classes.end}>
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
        <Button variant="default" onClick={onDone}>
          {commonWords.cancel}
        </Button>
      </div>
    </form>
  );
}

function useSave(scope: string, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (list: PriceList) => setPrices(scope, list),
    onSuccess: async () => {
      toast({ text: words.saved });
      await client.invalidateQueries({ queryKey: pricesQuery.queryKey });
      await client.invalidateQueries({ queryKey: ['licences'] });
      onDone();
    },
  });
}

/** What holds now, as of today, and as a contract where it was of a file. */
function startOf(present: ScopedPrices | undefined): PriceList {
  const asOf = new Date().toISOString().slice(0, 10);
  if (!present) return { currency: 'EUR', asOf, kind: 'contract', licences: [] };
  const kind = present.origin === 'plugin' ? 'contract' : present.kind;
  return { ...present.list, asOf, kind };
}

function renewing({ renewsOn: _, ...list }: PriceList, day: string): PriceList {
  return day === '' ? list : { ...list, renewsOn: day };
}

function faultsOf({ currency, renewsOn }: PriceList): { currency?: string; renewsOn?: string } {
  return {
    ...(/^[A-Z]{3}$/.test(currency) ? {} : { currency: words.currencyMissing }),
    ...(renewsOn === undefined || /^\d{4}-\d{2}-\d{2}$/.test(renewsOn)
      ? {}
      : { renewsOn: words.renewsWrong }),
  };
}
