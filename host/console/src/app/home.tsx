import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';

import { openFindingsQuery } from '../api/findings.js';
import { integrationsQuery } from '../api/integrations.js';

/** Where the console begins: the integrations until something was collected, the findings from then on. */
export function Home() {
  const integrations = useQuery(integrationsQuery);
  const findings = useQuery(openFindingsQuery);
  if (integrations.isPending || findings.isPending) return null;
  const hasCollected = (integrations.data ?? []).some(
    ({ lastRun }) => lastRun?.status === 'succeeded' || lastRun?.status === 'partial',
  );
  const hasFindings = Object.keys(findings.data?.status ?? {}).length > 0;
  return <Navigate to={hasCollected || hasFindings ? '/findings' : '/integrations'} replace />;
}
