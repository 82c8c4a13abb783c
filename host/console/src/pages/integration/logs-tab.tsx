import { Select } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { type Run, runsQuery } from '../../api/runs.js';
import { Empty } from '../../components/empty.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { clockTime, date } from '../../format/times.js';
import { detailWords } from '../../words/details.js';
import { useIntegration } from './integration-context.js';
import classes from './logs-tab.module.css';
import { RunLog } from './run-log.js';

const words = detailWords.logs;

/** The log of a run; of the latest unless another is chosen. */
export function LogsTab() {
  const { integration } = useIntegration();
  const runs = useQuery(runsQuery(integration.id));
  const url = useUrlState();
  return (
    <QueryView query={runs} skeleton={<TableSkeleton height={28} />} failed={words.failed}>
      {(data) => {
        const run = data.find(({ id }) => id === url.get('run')) ?? data[0];
        if (!run) {
          const { none, noneText } = detailWords.run;
          return <Empty icon={IconFileText} title={none} text={noneText} />;
        }
        return (
          <div className={classes.logs}>
            <Select
              className={classes.run}
              aria-label={words.run}
              data={data.map((each) => ({ value: each.id, label: labelOf(each) }))}
              value={run.id}
              allowDeselect={false}
              onChange={(id) => url.set({ run: id ?? undefined })}
            />
            <RunLog run={run} />
          </div>
        );
      }}
    </QueryView>
  );
}

function labelOf(run: Run): string {
  const at = new Date(run.startedAt ?? run.requestedAt);
  const { hook, status } = detailWords.run;
  return `${hook[run.hook]}, ${date(at)}, ${clockTime(at)}: ${status[run.status]}`;
}
