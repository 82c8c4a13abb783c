import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';

const typingMs = 250;

/**
 * What is asked for, once nobody has typed for a moment: the same object as long as it says the same.
 * It goes through JSON, so it may hold what JSON has only.
 */
export function useSettled<Query>(query: Query): Query {
  const text = JSON.stringify(query);
  const stable = useMemo((): Query => JSON.parse(text), [text]);
  return useDebouncedValue(stable, typingMs)[0];
}
