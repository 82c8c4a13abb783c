import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import type { Integration } from '../../api/integrations.js';
import { pluginQuery } from '../../api/plugins.js';
import { useLiveRun } from '../../api/run-events.js';
import { isOpen, type Plan, type Run, requestPlan, runQuery } from '../../api/runs.js';
import { ErrorNote } from '../../components/error-note.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { wholeNumber } from '../../format/numbers.js';
import { actionWords as words } from '../../words/actions.js';
import { commonWords } from '../../words/common.js';
import classes from './plan-dialog.module.css';
import { useActions } from './use-actions.js';

interface PlanDialogProps {
  readonly integration: Integration;
  readonly onClose: () => void;
}

/** What a collection would cost, before it is asked for. */
export function PlanDialog({ integration, onClose }: PlanDialogProps) {
  const ask = useMutation({ mutationFn: () => requestPlan(integration.id) });
  const { mutate } = ask;
  useEffect(() => mutate(), [mutate]);
  const { collect } = useActions(integration);
  const start = () => {
    collect.mutate();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.planTitle(integration.name)}
      closeButtonProps={{ 'aria-label': commonWords.close }}
    >
      <div className={classes.body} aria-live="polite">
        {ask.error ? <ErrorNote error={ask.error} title={words.planFailed} /> : null}
        {ask.data ? <PlanRun first={ask.data} plugin={integration.plugin} /> : <Waiting />}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {commonWords.close}
        </Button>
        <Button
          disabled={integration.paused || integration.openRun?.hook === 'collect'}
          onClick={start}
        >
          {words.collect}
        </Button>
      </div>
    </Modal>
  );
}

function Waiting() {
  return (
    <>
      <p>{words.planning}</p>
      <TableSkeleton rows={5} height={40} />
    </>
  );
}

function PlanRun({ first, plugin }: { readonly first: Run; readonly plugin: string }) {
  const { data: run = first } = useQuery({ ...runQuery(first.id), initialData: first });
  const { data } = useQuery(pluginQuery(plugin));
  useLiveRun(isOpen(run) ? run.id : undefined);
  if (run.plan) {
    const titles = new Map(data?.streams.map(({ name, title }) => [name, title]));
    return <PlanTable plan={run.plan} titles={titles} />;
  }
  if (isOpen(run)) return <Waiting />;
  const message = run.error ? `${run.error.message}. ${run.error.hint}` : words.planFailed;
  return <ErrorNote error={new Error(message)} title={words.planFailed} />;
}

interface PlanTableProps {
  readonly plan: Plan;
  readonly titles: ReadonlyMap<string, string>;
}

function PlanTable({ plan, titles }: PlanTableProps) {
  const { quota, requests, fits } = plan;
  const streams = Object.entries(plan.streams);
  const known = streams.flatMap(([, { records }]) => records ?? []);
  const sum = known.reduce((total, records) => total + records, 0);
  const reads = words.planReads(sum, known.length === streams.length);
  return (
    <>
      <p>{words.planPrice(reads, requests, quota.limit)}</p>
      <p>{words.planUsage(quota, fits)}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.planStream}</th>
            <th scope="col">{words.planRecords}</th>
            <th scope="col">{words.planRequests}</th>
          </tr>
        </thead>
        <tbody>
          {streams.map(([name, stream]) => (
            <tr key={name}>
              <th scope="row">{titles.get(name) ?? name}</th>
              <td title={stream.note ?? undefined}>
                {stream.records === null ? words.planUnknown : wholeNumber(stream.records)}
              </td>
              <td>{wholeNumber(stream.requests)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
