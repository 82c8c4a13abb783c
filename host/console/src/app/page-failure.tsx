import { Button } from '@mantine/core';
import { useRouteError } from 'react-router';

import { ErrorNote } from '../components/error-note.js';
import { commonWords as words } from '../words/common.js';
import { shellWords } from '../words/shell.js';
import classes from './page-failure.module.css';

/** What is left when a page throws, or its chunk is gone after an update of the host. */
export function PageFailure() {
  const error = useRouteError();
  const isChunk = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <main className={classes.page}>
      <h1>{isChunk ? shellWords.updated : words.pageFailed}</h1>
      {isChunk ? null : <ErrorNote error={error} title={words.pageFailedHint} />}
      <Button onClick={() => location.reload()}>{shellWords.reload}</Button>
    </main>
  );
}
