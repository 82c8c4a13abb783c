import { useMutation, useQueryClient } from '@tanstack/react-query';

import { pauseIntegration, resumeIntegration } from '../../api/integrations.js';
import { cancelRun, requestCollection } from '../../api/runs.js';
import { useToast } from '../../components/toast.js';
import { actionWords as words } from '../../words/actions.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What needs no question: collect, stop, pause, resume. Each shows at once where the integration is shown. */
export function useActions({ id, name }: Named) {
  const client = useQueryClient();
  const toast = useToast();
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['integrations'] });
    await client.invalidateQueries({ queryKey: ['runs'] });
  };
  const collect = useMutation({ mutationFn: () => requestCollection(id), onSettled: refresh });
  const stop = useMutation({ mutationFn: cancelRun, onSettled: refresh });
  const resume = useMutation({
    mutationFn: () => resumeIntegration(id),
    onSuccess: () => toast({ text: words.resumed(name) }),
    onSettled: refresh,
  });
  const pause = useMutation({
    mutationFn: () => pauseIntegration(id),
    onSuccess: () => toast({ text: words.paused(name), undo: () => resume.mutate() }),
    onSettled: refresh,
  });
  const error = [collect, stop, pause, resume].find(({ error: found }) => found !== null)?.error;
  return { collect, stop, pause, resume, error: error ?? undefined };
}
