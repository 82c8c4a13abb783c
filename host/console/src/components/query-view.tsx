import { useTimeout } from '@mantine/hooks';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import { ErrorNote } from './error-note.js';

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** The final layout in grey; shown after 200 ms. */
  readonly skeleton: ReactNode;
  /** What failed, when it fails. */
  readonly failed?: string;
  readonly children: (data: Data) => ReactNode;
}

/** A view of an answer in each of its states. Data that was there stays while it is fetched again. */
export function QueryView<Data>({ query, skeleton, failed, children }: QueryViewProps<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error) {
    return (
      <ErrorNote
        error={error}
        {...(failed === undefined ? {} : { title: failed })}
        onRetry={() => void refetch()}
      />
    );
  }
  return <Later>{skeleton}</Later>;
}

/** Shows nothing for 200 ms: quick answers do not flash. */
function Later({ children }: { readonly children: ReactNode }) {
  const [isShown, setIsShown] = useState(false);
  useTimeout(() => setIsShown(true), 200, { autoInvoke: true });
  return isShown ? children : null;
}
