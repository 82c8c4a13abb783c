import type { FastifyInstance } from 'fastify';

import type { Host } from '../../host-port.js';
import { pluginView } from '../../views/plugin-view.js';
import { type PageQuery, pageOf, pageQuery } from '../page.js';
import {
  answer,
  answers,
  anyObject,
  closedObject,
  idParams,
  listOf,
  text,
  textOrNull,
} from '../schemas.js';
import { draftTestRoute } from './draft-test.js';
import { pluginChangeRoutes } from './plugin-changes.js';
import { iconRoute } from './plugin-icon.js';
import { pluginSchema, wholePluginSchema } from './plugin-schema.js';
import { setupFileRoute } from './plugin-setup-file.js';

interface IdParams {
  readonly id: string;
}

interface FormBody {
  readonly config?: Record<string, unknown>;
  readonly secrets?: Record<string, string>;
}

const fault = answer('One mistake', { pointer: text, field: text, keyword: text, message: text });

const tags = ['plugins'];

/** The plugins, and the check of a form that is not saved yet. */
export function pluginRoutes(
  api: FastifyInstance,
  host: Host,
  options: { readonly heartbeatMs: number },
): void {
  api.get<{ Querystring: PageQuery }>(
    '/plugins',
    {
      schema: {
        tags,
        summary: 'The plugins that integrations can be made of',
        querystring: closedObject(pageQuery),
        response: answers(
          200,
          answer('Plugins', { plugins: listOf(pluginSchema), next: textOrNull }),
        ),
      },
      config: { access: 'viewer' },
    },
    async ({ query }) => {
      const all = (await host.plugins.list()).map((each) => ({ ...each, id: each.manifest.id }));
      const { items, next } = pageOf(all, query);
      return { plugins: items.map((each) => pluginView(each)), next };
    },
  );
  api.get<{ Params: IdParams }>(
    '/plugins/:id',
    {
      schema: {
        tags,
        summary: 'A plugin with its form, guide and streams',
        params: idParams,
        response: answers(200, wholePluginSchema),
      },
      config: { access: 'viewer' },
    },
    async ({ params }) => pluginView(await host.plugins.get(params.id), { whole: true }),
  );
  iconRoute(api, host);
  setupFileRoute(api, host);
  pluginChangeRoutes(api, host);
  formRoute(api, host);
  draftTestRoute(api, host, options);
}

function formRoute(api: FastifyInstance, host: Host): void {
  api.post<{ Params: IdParams; Body: FormBody }>(
    '/plugins/:id/config/validate',
    {
      schema: {
        tags,
        summary: 'Check a config that is not saved yet; nothing is stored',
        params: idParams,
        body: closedObject({ config: anyObject, secrets: secretValues }),
        response: answers(
          200,
          answer('The mistakes', { valid: { type: 'boolean' }, faults: listOf(fault) }),
        ),
      },
      config: { access: 'operator', action: null },
    },
    async ({ params, body }) => {
      const faults = await host.integrations.validate(params.id, {
        config: body.config ?? {},
        secrets: body.secrets ?? {},
      });
      return { valid: faults.length === 0, faults };
    },
  );
}

const secretValues = { type: 'object', additionalProperties: { type: 'string' } };
