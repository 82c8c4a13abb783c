import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';

import type { Integration } from '../../api/integrations.js';
import { pluginQuery } from '../../api/plugins.js';
import { useLiveRun } from '../../api/run-events.js';
import { isOpen, type Run, requestTest, runQuery } from '../../api/runs.js';
import { ErrorNote } from '../../components/error-note.js';
import { SideDrawer } from '../../components/side-drawer.js';
import { actionWords as words } from '../../words/actions.js';
import { addWords } from '../../words/add.js';
import { TestResult } from '../add-integration/test-result.js';

interface TestDrawerProps {
  readonly integration: Integration;
  readonly onClose: () => void;
}

/** Tests a saved integration: the checks appear as they come, the head ends as "Connected!". */
export function TestDrawer({ integration, onClose }: TestDrawerProps) {
  const client = useQueryClient();
  const begin = useMutation({
    mutationFn: () => requestTest(integration.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations'] }),
  });
  const { mutate } = begin;
  useEffect(() => mutate(), [mutate]);
  const run = begin.data;
  return (
    <SideDrawer
      isOpen
      onClose={onClose}
      title={words.testTitle(integration.name)}
      footer={
        <Button variant="default" loading={begin.isPending} onClick={() => mutate()}>
          {words.testAgain}
        </Button>
      }
    >
      {begin.error ? <ErrorNote error={begin.error} title={addWords.testFailed} /> : null}
      {run ? <TestRun key={run.id} first={run} integration={integration} /> : null}
    </SideDrawer>
  );
}

interface TestRunProps {
  readonly first: Run;
  readonly integration: Integration;
}

function TestRun({ first, integration }: TestRunProps) {
  const navigate = useNavigate();
  const { data: run = first } = useQuery({ ...runQuery(first.id), initialData: first });
  const { data: plugin } = useQuery(pluginQuery(integration.plugin));
  const live = useLiveRun(isOpen(run) ? run.id : undefined);
  const isDone = !isOpen(run);
  const checks = run.checks && run.checks.length > 0 ? run.checks : live.checks;
  const steps = plugin?.setup ?? [];
  const stepOf = (id: string) => {
    const index = steps.findIndex((step) => step.id === id);
    const step = steps[index];
    return step && { number: index + 1, title: step.title };
  };
  if (isDone && run.error && checks.length === 0) {
    return <ErrorNote error={new Error(run.error.message)} title={addWords.testFailed} />;
  }
  return (
    <TestResult
      checks={checks}
      outcome={isDone ? { connected: run.connected ?? false } : undefined}
      tookMs={tookMs(run)}
      stepOf={stepOf}
      onStep={(id) =>
        navigate(
          `/integrations/${encodeURIComponent(integration.id)}/configuration?edit=1&step=${id}`,
        )
      }
    />
  );
}

function tookMs({ startedAt, endedAt }: Run): number | undefined {
  if (startedAt === null || endedAt === null) return undefined;
  return Date.parse(endedAt) - Date.parse(startedAt);
}
