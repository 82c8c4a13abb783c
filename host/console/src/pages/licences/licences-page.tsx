import { Button } from '@mantine/core';
import { useDebouncedCallback, useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconFileText, IconLicense } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, useEffect, useRef, useState } from 'react';

import { integrationsQuery } from '../../api/integrations.js';
import {
  type LicenceReport,
  type LicenceStep,
  licenceFileHref,
  licenceReportQuery,
  licenceStepsQuery,
} from '../../api/licences.js';
import { useMay } from '../../app/session-context.js';
import { Empty } from '../../components/empty.js';
import { type UrlState, useUrlState } from '../../components/filters/use-url-state.js';
import { PageHead } from '../../components/page-head.js';
import { QueryView } from '../../components/query-view.js';
import { TableSkeleton } from '../../components/table-skeleton.js';
import { money } from '../../format/numbers.js';
import { licenceWords as words } from '../../words/licences.js';
import { DaysSlider } from './days-slider.js';
import { FigureCards } from './figure-cards.js';
import { isUnpriced, readDays } from './licence-view.js';
import classes from './licences-page.module.css';
import { MoreSections } from './more-sections.js';
import { PoolTable } from './pool-table.js';
import { ReclaimList } from './reclaim-list.js';

const settleMs = 250;

/** What is spent on licences that nobody uses, and what can be done about it. */
export function LicencesPage() {
  const url = useUrlState();
  const integration = url.get('integration');
  const [days, setDays] = useDays(url);
  const [asked] = useDebouncedValue(days, settleMs);
  const steps = useQuery(licenceStepsQuery(integration));
  const report = useQuery(licenceReportQuery(asked, integration));
  const step = steps.data?.steps.find((each) => each.days === days);
  return (
    <>
      <PageHead
        title={words.title}
        summary={step && steps.data ? summaryOf(step, steps.data.currency) : ' '}
        actions={<Files days={days} integration={integration} />}
      />
      <QueryView query={report} skeleton={<TableSkeleton rows={8} />} failed={words.failed}>
        {(data) =>
          data.pools.length === 0 ? (
            <Empty icon={IconLicense} title={words.emptyTitle} text={words.emptyText} />
          ) : (
            <div className={classes.page}>
              <FigureCards step={step} currency={data.currency} />
              <DaysSlider days={days} onDays={setDays} step={step} />
              <div
                className={classes.details}
                data-stale={report.isPlaceholderData || days !== asked || undefined}
              >
                <Details url={url} report={data} />
              </div>
            </div>
          )
        }
      </QueryView>
    </>
  );
}

interface DetailsProps {
  readonly url: UrlState;
  readonly report: LicenceReport;
}

/** What follows the slider once it rests: not drawn again while it moves. */
const Details = memo(function Details({ url, report }: DetailsProps) {
  const integrations = useQuery(integrationsQuery).data ?? [];
  return (
    <>
      <PoolTable url={url} pools={report.pools} currency={report.currency} />
      <ReclaimList url={url} report={report} integrations={integrations} />
      <MoreSections report={report} />
    </>
  );
});

/** The days that are shown, at once; the address follows when the slider rests. */
function useDays(url: UrlState): readonly [number, (days: number) => void] {
  const inAddress = readDays(url.get('days'));
  const [days, setDays] = useState(inAddress);
  const written = useRef(inAddress);
  const write = useDebouncedCallback((next: number) => {
    written.current = next;
    url.set({ days: String(next) }, { replace: true });
  }, settleMs);
  // the address that we wrote ourselves is older than where the slider may be by now
  useEffect(() => {
    if (inAddress !== written.current) setDays(inAddress);
    written.current = inAddress;
  }, [inAddress]);
  const change = (next: number) => {
    setDays(next);
    write(next);
  };
  return [days, change];
}

function summaryOf(step: LicenceStep, currency: string): string {
  const accounts = step.humans + step.services;
  if (accounts === 0) return words.summaryNothing(step.days);
  if (isUnpriced(step)) return words.summaryUnpriced(accounts, step.days);
  return words.summary(money(step.idleSpend, currency), step.days);
}

interface FilesProps {
  readonly days: number;
  readonly integration: string | undefined;
}

function Files(scope: FilesProps) {
  if (!useMay('operator')) return null;
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={licenceFileHref('csv', scope)}
        download
        leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
      >
        {words.exportCsv}
      </Button>
      <Button
        component="a"
        variant="default"
        href={licenceFileHref('html', scope)}
        download
        leftSection={<IconFileText size={16} stroke={1.6} aria-hidden />}
      >
        {words.report}
      </Button>
    </>
  );
}
