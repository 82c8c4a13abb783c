import { RollcallError } from '@rollcall/core';
import type { FastifyInstance } from 'fastify';

import { readAccount } from '../../explore/account-detail.js';
import { type AccountSort, listAccounts } from '../../explore/account-list.js';
import type { Host } from '../../host-port.js';
import { capabilityText } from '../../reports/access/capability-words.js';
import { findingView } from '../../views/finding-view.js';
import { type PageQuery, pageQuery } from '../page.js';
import {
  answer,
  answers,
  closedObject,
  listOf,
  number,
  numberOrNull,
  text,
  textOrNull,
} from '../schemas.js';
import { finding } from './finding-schemas.js';
import { titledHolderSchema } from './holder-schema.js';
import { integrationField, integrationIds } from './integration-choice.js';

interface ListQuery extends PageQuery {
  readonly integration?: string;
  readonly q?: string;
  readonly state?: readonly string[];
  readonly kind?: readonly string[];
  readonly licence?: string;
  readonly department?: string;
  readonly hasFactor?: boolean;
  readonly administrator?: boolean;
  readonly unusedDays?: number;
  readonly gone?: boolean;
  readonly sort?: AccountSort;
}

interface AccountParams {
  readonly integration: string;
  readonly id: string;
}

const tags = ['accounts'];
const mostFindings = 100;
const id = { type: 'string', maxLength: 256 };
const texts = { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 256 } };
const listQuery = closedObject({
  ...pageQuery,
  integration: integrationField,
  q: { type: 'string', maxLength: 200, description: 'Part of a username, name or mail address' },
  state: texts,
  kind: texts,
  licence: { ...id, description: 'Id of a licence that it holds' },
  department: { type: 'string', maxLength: 256 },
  hasFactor: { type: 'boolean', description: 'Whether a second factor is registered' },
  administrator: { type: 'boolean' },
  unusedDays: { type: 'integer', minimum: 1, maximum: 3650 },
  gone: {
    type: 'boolean',
    default: false,
    description: 'Also those that the provider has no more',
  },
  sort: { enum: ['username', 'lastSignIn'], default: 'username' },
});
const listed = {
  id: text,
  integrationId: text,
  username: text,
  displayName: textOrNull,
  email: textOrNull,
  state: text,
  kind: text,
  department: textOrNull,
  licences: listOf(text),
  lastSignInAt: textOrNull,
  lastUse: {
    type: ['object', 'null'],
    properties: { at: text, by: { enum: ['sign-in', 'token'] } },
  },
  factors: { type: ['array', 'null'], items: text },
  isAdministrator: { type: 'boolean' },
  findings: number,
  isCollector: { type: 'boolean' },
  goneAt: textOrNull,
} as const;
const account = answer('An account', listed);
const wholeAccount = answer('An account with what its page shows', {
  ...listed,
  title: textOrNull,
  company: textOrNull,
  employeeId: textOrNull,
  federationId: textOrNull,
  managerId: textOrNull,
  managerUsername: textOrNull,
  profileId: textOrNull,
  profile: textOrNull,
  createdAt: textOrNull,
  passwordChangedAt: textOrNull,
  failedSignIns: numberOrNull,
  timezone: textOrNull,
  locale: textOrNull,
  userType: textOrNull,
  firstSeen: text,
  lastSeen: text,
});
const licence = answer('A licence that it holds', {
  licenceId: text,
  name: text,
  key: textOrNull,
  layer: text,
  assignedAt: textOrNull,
});
const role = answer('A role that it holds', {
  roleId: text,
  name: text,
  kind: text,
  via: text,
  firstSeen: textOrNull,
  expiresAt: textOrNull,
});
const token = answer('A token of it', {
  tokenId: text,
  application: text,
  createdAt: textOrNull,
  lastUsedAt: textOrNull,
  useCount: numberOrNull,
});

/** Accounts. */
export function accountRoutes(api: FastifyInstance, host: Host): void {
  listRoute(api, host);
  detailRoute(api, host);
}

function listRoute(api: FastifyInstance, host: Host): void {
  api.get<{ Querystring: ListQuery }>(
    '/accounts',
    {
      schema: {
        tags,
        summary: 'Accounts',
        querystring: listQuery,
        response: answers(200, answer('Accounts', { accounts: listOf(account), next: textOrNull })),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const now = host.clock.now();
      const filter = {
        text: query.q,
        state: query.state,
        kind: query.kind,
        licence: query.licence,
        department: query.department,
        hasFactor: query.hasFactor,
        isAdministrator: query.administrator,
        unusedSince:
          query.unusedDays === undefined
            ? undefined
            : new Date(now.getTime() - query.unusedDays * 86_400_000),
        withGone: query.gone,
      };
      const { sort = 'username', limit = 50, cursor } = query;
      const ids = await integrationIds(host, query.integration);
      const page = await listAccounts(host.database.pool, ids, filter, {
        now,
        sort,
        limit,
        cursor,
      });
      return { accounts: page.rows, next: page.next };
    },
  );
}

function detailRoute(api: FastifyInstance, host: Host): void {
  const detail = answer('An account and all that is known of it', {
    account: wholeAccount,
    licences: listOf(licence),
    access: listOf(titledHolderSchema),
    roles: listOf(role),
    groups: listOf(answer('A group', { groupId: text, name: text, kind: textOrNull })),
    tokens: listOf(token),
    factors: { type: ['array', 'null'], items: text },
    timeline: listOf(answer('A day', { day: text, succeeded: number, failed: number })),
    countries: listOf(answer('A country', { country: textOrNull, signIns: number })),
    findings: listOf(finding),
  });
  api.get<{ Params: AccountParams }>(
    '/accounts/:integration/:id',
    {
      schema: {
        tags,
        summary: 'An account: licences, access, tokens, factors, sign-ins by day, findings',
        params: closedObject({ integration: id, id }, ['integration', 'id']),
        response: answers(200, detail),
      },
      config: { access: 'viewer' },
    },
    async ({ params }) => {
      const { id: integrationId } = await host.integrations.get(params.integration);
      const key = { integrationId, accountId: params.id, now: host.clock.now() };
      const found = await readAccount(host.database.pool, key);
      if (!found) throw new RollcallError('NOT_FOUND', `there is no account "${params.id}"`);
      const { findings } = await host.findings.list(
        { integrationId, account: params.id },
        { sort: 'severity', limit: mostFindings },
      );
      const access = found.access.map((holder) => ({
        ...holder,
        title: capabilityText(holder.capability),
      }));
      return { ...found, access, findings: findings.map(findingView) };
    },
  );
}
