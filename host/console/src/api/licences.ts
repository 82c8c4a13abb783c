import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** Unused licences, with the evidence. */
export type LicenceReport = Answer<'/reports/licences', 'get'>;

/** Seats of one licence. */
export type LicencePool = LicenceReport['pools'][number];

/** An account that nobody uses. */
export type IdleAccount = LicenceReport['accounts'][number];

/** The money of one number of days without use. */
export type LicenceStep = Answer<'/reports/licences/steps', 'get'>['steps'][number];

const freshMs = 60_000;

/** The money for every number of days from 30 to 180, so that a slider answers at once. */
export function licenceStepsQuery(integration: string | undefined) {
  return queryOptions({
    queryKey: ['licences', 'steps', integration ?? null],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/reports/licences/steps', {
          params: { query: integration === undefined ? {} : { integration } },
          signal,
        }),
      ),
    staleTime: freshMs,
  });
}

/** The report for a number of days; that of the days before stays until it comes. */
export function licenceReportQuery(days: number, integration: string | undefined) {
  return queryOptions({
    queryKey: ['licences', 'report', days, integration ?? null],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/reports/licences', {
          params: { query: { days, ...(integration === undefined ? {} : { integration }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
}

/** Where the report is fetched as a file. */
export function licenceFileHref(
  format: 'csv' | 'html',
  { days, integration }: { readonly days: number; readonly integration: string | undefined },
): string {
  const query = new URLSearchParams({ days: String(days), format });
  if (integration !== undefined) query.set('integration', integration);
  return `/api/v1/reports/licences?${query.toString()}`;
}
