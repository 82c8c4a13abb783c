import type { Clock } from '@rollcall/core';
import type { Pool } from 'pg';

import { accessDocument } from './access/access-document.js';
import { accessReport } from './access/access-report.js';
import { findingDocument } from './findings/finding-document.js';
import { findingReport } from './findings/finding-report.js';
import type { Report } from './format.js';
import { licenceDocument } from './licences/licence-document.js';
import { type LicenceSteps, licenceReport, licenceSteps } from './licences/licence-report.js';
import { type PriceBook, priceBookOf } from './prices/price-book.js';
import { type PricedPlugin, readPriceLists } from './prices/price-lists.js';
import { signInDocument } from './sign-ins/sign-in-document.js';
import { signInReport } from './sign-ins/sign-in-report.js';
import { readTenants } from './tenants.js';

/** What reports are made of: an open host has it all. */
export interface ReportHost {
  readonly database: { readonly pool: Pool };
  readonly clock: Clock;
  readonly version: string;
  readonly home: string;
  readonly plugins: { list(): Promise<readonly PricedPlugin[]> };
}

/** What every report can be limited to. */
export interface ReportScope {
  /** Only this integration. */
  readonly integrationId?: string | undefined;
}

/** A report's period; open where a bound is absent. */
export interface ReportPeriod extends ReportScope {
  /** From this instant on. */
  readonly from?: Date | undefined;
  /** Before this instant. */
  readonly to?: Date | undefined;
}

/** The report of unused licences, at the prices that are known now. */
export async function makeLicenceReport(
  host: ReportHost,
  options: ReportScope & { readonly days?: number | undefined },
): Promise<Report> {
  const { pool } = host.database;
  const book = await bookOf(host, options.integrationId);
  const data = await licenceReport(pool, host.clock, book, { ...options, version: host.version });
  return { data, document: () => licenceDocument(data) };
}

/** What each number of days without use would give, at the prices that are known now. */
export async function makeLicenceSteps(
  host: ReportHost,
  { integrationId }: ReportScope,
): Promise<LicenceSteps> {
  const book = await bookOf(host, integrationId);
  return licenceSteps(host.database.pool, host.clock, book, { integrationId });
}

/** The report of sign-ins. */
export async function makeSignInReport(host: ReportHost, period: ReportPeriod): Promise<Report> {
  const { pool } = host.database;
  const data = await signInReport(pool, host.clock, { ...period, version: host.version });
  return { data, document: () => signInDocument(data) };
}

/** Who holds which capability as of the period's end, compared with its beginning where it has one. */
export async function makeAccessReport(host: ReportHost, period: ReportPeriod): Promise<Report> {
  const { pool } = host.database;
  const data = await accessReport(pool, host.clock, { ...period, version: host.version });
  return { data, document: () => accessDocument(data) };
}

/** The findings of a period. */
export async function makeFindingReport(host: ReportHost, period: ReportPeriod): Promise<Report> {
  const { pool } = host.database;
  const data = await findingReport(pool, host.clock, { ...period, version: host.version });
  return { data, document: () => findingDocument(data) };
}

async function bookOf(host: ReportHost, integrationId: string | undefined): Promise<PriceBook> {
  const { pool } = host.database;
  const plugins = await host.plugins.list();
  const lists = await readPriceLists({ home: host.home, plugins, pool });
  const tenants = await readTenants(pool, integrationId);
  return priceBookOf(
    lists,
    tenants.map(({ integrationId: id, pluginId }) => ({ id, pluginId })),
  );
}
