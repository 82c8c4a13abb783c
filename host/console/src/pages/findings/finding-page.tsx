import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { findingQuery } from '../../api/findings.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { findingWords as words } from '../../words/findings.js';
import { FindingActions } from './finding-actions.js';
import { CopyFindingLink, FindingBody } from './finding-body.js';
import classes from './findings-page.module.css';

/** One finding, opened by its address. */
export function FindingPage() {
  const { id = '' } = useParams();
  const query = useQuery(findingQuery(id));
  const { data } = query;
  return (
    <>
      <PageHead
        title={data?.title ?? words.oneTitle}
        back={{ to: '/findings', label: words.back }}
        actions={
          data ? (
            <>
              <CopyFindingLink id={id} />
              <FindingActions findings={[data]} />
            </>
          ) : null
        }
      />
      <QueryView
        query={query}
        skeleton={<TableSkeleton rows={8} height={36} />}
        failed={words.oneFailed}
      >
        {(finding) => (
          <div className={`${classes.one} rc-card`}>
            <FindingBody finding={finding} />
          </div>
        )}
      </QueryView>
    </>
  );
}
