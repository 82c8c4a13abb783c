import { useMutation, useQueryClient } from '@tanstack/react-query';

import { actOnFindings, type FindingWish } from '../../api/findings.js';
import { useToast } from '../../components/toast.js';
import { findingWords as words } from '../../words/findings.js';

/** What a person decides about some findings. */
export interface Decision {
  readonly ids: readonly string[];
  readonly wish: FindingWish;
}

/** Carries out what a person decides. Closing and muting can be undone. */
export function useDecide(onDone?: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ ids, wish }: Decision) => actOnFindings(ids, wish),
    onSuccess: async (_, { ids, wish }) => {
      const refresh = () => client.invalidateQueries({ queryKey: ['findings'] });
      const undo = () => void actOnFindings(ids, { action: 'reopen' }).then(refresh);
      const text = words.done[wish.action](ids.length);
      toast(wish.action === 'reopen' ? { text } : { text, undo });
      onDone?.();
      await refresh();
    },
  });
}
