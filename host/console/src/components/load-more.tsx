import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';

import { commonWords as words } from '../words/common.js';

interface LoadMoreProps {
  readonly isLoading: boolean;
  /** Whether the rows are of an earlier question: then nothing is added to them. */
  readonly isStale: boolean;
  readonly onMore: () => void;
}

/** Asks for the next page as the end of a list comes near, or when it is pressed. */
export function LoadMore({ isLoading, isStale, onMore }: LoadMoreProps) {
  const { ref, entry } = useIntersection({ rootMargin: '800px' });
  const isNear = entry?.isIntersecting ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the end comes near, or came
  useEffect(() => {
    if (isNear && !isLoading && !isStale) onMore();
  }, [isNear, isLoading, isStale]);
  return (
    <Button ref={ref} variant="default" size="compact-sm" onClick={onMore} disabled={isLoading}>
      {isLoading ? words.loading : words.showMore}
    </Button>
  );
}
