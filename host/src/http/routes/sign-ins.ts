import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import { readSignIn } from '../../explore/sign-in-detail.js';
import { signInFacets } from '../../explore/sign-in-facets.js';
import type { SignInFilter } from '../../explore/sign-in-filter.js';
import { signInHistogram } from '../../explore/sign-in-histogram.js';
import { listSignIns } from '../../explore/sign-in-list.js';
import type { Host } from '../../host-port.js';
import { parsePeriod } from '../../reports/instant.js';
import { type PageQuery, pageQuery } from '../page.js';
import { answer, answers, closedObject, listOf, number, text, textOrNull } from '../schemas.js';
import { integrationField, integrationIds } from './integration-choice.js';

interface FilterQuery {
  readonly integration?: string;
  readonly from?: string;
  readonly to?: string;
  readonly account?: readonly string[];
  readonly q?: string;
  readonly outcome?: readonly string[];
  readonly method?: readonly string[];
  readonly channel?: readonly string[];
  readonly country?: readonly string[];
  readonly application?: readonly string[];
  readonly mfa?: readonly string[];
  readonly network?: readonly string[];
}

const tags = ['sign-ins'];
const values = (description: string) => ({
  type: 'array',
  maxItems: 50,
  items: { type: 'string', maxLength: 256 },
  description: `${description}; "!" before a value means not it, an empty one what is not told`,
});
const filterQuery = {
  integration: integrationField,
  from: { type: 'string', description: 'First day, or instant, in UTC' },
  to: { type: 'string', description: 'Last day, or instant before which, in UTC' },
  account: values('Ids of accounts'),
  q: { type: 'string', maxLength: 200, description: 'Part of a username or a name' },
  outcome: values('Outcomes'),
  method: values('Methods'),
  channel: values('Channels'),
  country: values('Countries'),
  application: values('Applications'),
  mfa: values('Whether a second factor was given: yes, no or unknown'),
  network: values('Addresses, or networks such as 203.0.113.0/24'),
};

const listed = {
  id: text,
  integrationId: text,
  time: text,
  accountId: textOrNull,
  username: textOrNull,
  displayName: textOrNull,
  accountKind: textOrNull,
  outcome: { enum: ['success', 'failure'] },
  statusDetail: textOrNull,
  method: textOrNull,
  channel: textOrNull,
  mfa: { enum: ['yes', 'no', 'unknown'] },
  sourceIp: textOrNull,
  network: textOrNull,
  country: textOrNull,
  city: textOrNull,
  application: textOrNull,
  browser: textOrNull,
  platform: textOrNull,
  tlsProtocol: textOrNull,
  apiType: textOrNull,
  apiVersion: textOrNull,
  isCollector: { type: 'boolean' },
};
const signIn = answer('A sign-in', listed);
const detail = answer('A sign-in and all that is known of it', {
  ...listed,
  signInType: textOrNull,
  signInSubtype: textOrNull,
  forwardedFor: textOrNull,
  region: textOrNull,
  clientVersion: textOrNull,
  cipherSuite: textOrNull,
  host: textOrNull,
  authServiceId: textOrNull,
  authMethodReference: textOrNull,
  authContextClass: textOrNull,
  firstSeen: text,
});
const facet = listOf(answer('A value', { value: textOrNull, signIns: number, failures: number }));

/** Sign-ins, one by one and counted. */
export function signInRoutes(api: FastifyInstance, host: Host): void {
  listRoute(api, host);
  detailRoute(api, host);
  countRoutes(api, host);
}

function listRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: FilterQuery & PageQuery }>(
    '/sign-ins',
    {
      schema: {
        tags,
        summary: 'Sign-ins, newest first',
        querystring: closedObject({ ...pageQuery, ...filterQuery }),
        response: answers(200, answer('Sign-ins', { signIns: listOf(signIn), next: textOrNull })),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const ids = await integrationIds(host, query.integration);
      const { limit = 50, cursor } = query;
      const page = await listSignIns(host.database.pool, ids, filterOf(query), { limit, cursor });
      return { signIns: page.rows, next: page.next };
    },
  );
}

function detailRoute(api: FastifyInstance, host: Host): void {
  const id = { type: 'string', maxLength: 256 };
  api.get<{ Params: { readonly integration: string; readonly id: string } }>(
    '/sign-ins/:integration/:id',
    {
      schema: {
        tags,
        summary: 'A sign-in',
        params: closedObject({ integration: id, id }, ['integration', 'id']),
        response: answers(200, detail),
      },
      config: { access: 'viewer' },
    },
    async ({ params }) => {
      const { id: integrationId } = await host.integrations.get(params.integration);
      const found = await readSignIn(host.database.pool, { integrationId, id: params.id });
      if (!found) throw new RollcallError('NOT_FOUND', `there is no sign-in "${params.id}"`);
      return found;
    },
  );
}

function countRoutes(api: FastifyInstance, host: Host): void {
  const bucket = answer('A span of time', { at: text, succeeded: number, failed: number });
  const histogram = answer('Sign-ins over time', {
    from: text,
    to: text,
    bucketSeconds: number,
    buckets: listOf(bucket),
  });
  const facets = answer('Sign-ins by value', {
    total: number,
    failures: number,
    fields: answer('Fields', {
      outcome: facet,
      method: facet,
      channel: facet,
      country: facet,
      application: facet,
      mfa: facet,
      network: facet,
    }),
  });
  const querystring = closedObject(filterQuery);
  api.get<{ Querystring: FilterQuery }>(
    '/sign-ins/histogram',
    {
      schema: {
        tags,
        summary: 'Sign-ins over time, of the last 30 days unless told otherwise',
        querystring,
        response: answers(200, histogram),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const ids = await integrationIds(host, query.integration);
      return signInHistogram(host.database.pool, ids, boundedOf(host, query));
    },
  );
  api.get<{ Querystring: FilterQuery }>(
    '/sign-ins/facets',
    {
      schema: {
        tags,
        summary: 'Sign-ins by the values of fields, each without regard to its own filter',
        querystring,
        response: answers(200, facets),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const ids = await integrationIds(host, query.integration);
      return signInFacets(host.database.pool, ids, boundedOf(host, query));
    },
  );
}

function filterOf({ from, to, account, q, network, ...query }: FilterQuery): SignInFilter {
  const { outcome, method, channel, country, application, mfa } = query;
  return {
    ...parsePeriod(from, to),
    accounts: account,
    text: q,
    networks: network,
    values: {
      outcome: outcome ?? [],
      method: method ?? [],
      channel: channel ?? [],
      country: country ?? [],
      application: application ?? [],
      mfa: mfa ?? [],
    },
  };
}

const usualDays = 30;

/** The last 30 days where no bounds are given. */
function boundedOf(host: Host, query: FilterQuery) {
  const filter = filterOf(query);
  const to = filter.to ?? host.clock.now();
  const from = filter.from ?? new Date(to.getTime() - usualDays * 86_400_000);
  return { ...filter, from, to };
}
