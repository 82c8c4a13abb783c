import { useMutation, useQueryClient } from '@tanstack/react-query';

import { editIntegration } from '../../api/integrations.js';

/** Changes options of an integration; null takes one back to its default. */
export function useOptions(integrationId: string, onSaved?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (options: Readonly<Record<string, unknown>>) =>
      editIntegration(integrationId, { options }),
    onSuccess: () => onSaved?.(),
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations'] }),
  });
}
