import { useMutation, useQueryClient } from '@tanstack/react-query';

import { deliveriesQuery, testDelivery } from '../../api/deliveries.js';

/** Sends a test message; what became of it stays until the next one. */
export function useDeliveryTest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: testDelivery,
    onSettled: () => client.invalidateQueries({ queryKey: deliveriesQuery.queryKey }),
  });
}
