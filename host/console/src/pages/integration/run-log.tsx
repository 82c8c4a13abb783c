import { Button, SegmentedControl } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { isOpen, type LogLevel, type LogLine, type Run, runLogQuery } from '../../api/runs.js';
import { Empty } from '../../components/empty.js';
import { useUrlState } from '../../components/filters/use-url-state.js';
import { LogLines } from '../../components/log-lines.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { detailWords } from '../../words/details.js';
import classes from './run-log.module.css';

const words = detailWords.logs;
const levels = ['debug', 'info', 'warn'] as const;
const followMs = 2_000;

/** What connector and host logged about a run, of at least a level. */
export function RunLog({ run }: { readonly run: Run }) {
  const url = useUrlState();
  const level = levelOf(url.get('level'));
  const query = useQuery({
    ...runLogQuery(run.id, level),
    refetchInterval: isOpen(run) ? followMs : false,
  });
  return (
    <div className={classes.log}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={words.level}
          data={levels.map((value) => ({ value, label: words.levels[value] ?? value }))}
          value={level}
          onChange={(next) => url.set({ level: next })}
        />
        <span className="rc-meta">{query.data ? words.lines(query.data.length) : ''}</span>
        <span className={classes.gap} />
        <Button
          size="compact-sm"
          variant="default"
          disabled={(query.data?.length ?? 0) === 0}
          onClick={() => void navigator.clipboard.writeText(textOf(query.data ?? []))}
        >
          {words.copyAll}
        </Button>
      </div>
      <QueryView query={query} skeleton={<TableSkeleton height={28} />} failed={words.failed}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty icon={IconFileText} title={words.none} text={words.noneText} />
          ) : (
            <LogLines lines={lines} />
          )
        }
      </QueryView>
    </div>
  );
}

function levelOf(value: string | undefined): LogLevel {
  return levels.find((level) => level === value) ?? 'info';
}

function textOf(lines: readonly LogLine[]): string {
  return lines
    .map(({ at, level, source, message }) => `${at} ${level} ${source} ${message}`)
    .join('\n');
}
