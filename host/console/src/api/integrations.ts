import { queryOptions } from '@tanstack/react-query';

import { type Answer, api, bodyOf } from './client.js';

/** A configured instance of a plugin, with what it does now, did last and does next. */
export type Integration = Answer<'/integrations', 'get'>['integrations'][number];

/** The same, with how many records it holds. */
export type WholeIntegration = Answer<'/integrations/{id}', 'get'>;

const calmMs = 15_000;
const busyMs = 2_000;

/** Every integration. Asked more often while one of them is at work. */
export const integrationsQuery = queryOptions({
  queryKey: ['integrations'],
  queryFn: async (): Promise<readonly Integration[]> => {
    const query = { limit: 500 };
    return (await bodyOf(api.GET('/integrations', { params: { query } }))).integrations;
  },
  refetchInterval: ({ state }) =>
    state.data?.some(({ openRun }) => openRun !== null) ? busyMs : calmMs,
});

/** One integration, whole. */
export function integrationQuery(id: string) {
  return queryOptions({
    queryKey: ['integrations', id],
    queryFn: (): Promise<WholeIntegration> =>
      bodyOf(api.GET('/integrations/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.openRun ? busyMs : calmMs),
  });
}

/** What an integration is made of. */
export interface NewIntegration {
  readonly plugin: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Makes an integration. A name that is taken is a `Problem` with `NAME_TAKEN`. */
export function addIntegration(given: NewIntegration): Promise<{ readonly id: string }> {
  const body = { ...given, config: { ...given.config }, secrets: { ...given.secrets } };
  return bodyOf(api.POST('/integrations', { body }));
}

/** What changes of an integration: absent stays, null removes. */
export interface IntegrationChange {
  readonly name?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string | null>>;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Changes an integration. `SECRET_REENTER` when stored secrets would go elsewhere. */
export async function editIntegration(id: string, change: IntegrationChange): Promise<void> {
  const { name, config, secrets, options } = change;
  const body = {
    ...(name === undefined ? {} : { name }),
    ...(config === undefined ? {} : { config: { ...config } }),
    ...(secrets === undefined ? {} : { secrets: { ...secrets } }),
    ...(options === undefined ? {} : { options: { ...options } }),
  };
  await api.PATCH('/integrations/{id}', { params: { path: { id } }, body });
}

/** Pauses an integration until a person resumes it. */
export async function pauseIntegration(id: string): Promise<void> {
  await api.POST('/integrations/{id}/pause', { params: { path: { id } } });
}

/** Lets a paused integration collect again. */
export async function resumeIntegration(id: string): Promise<void> {
  await api.POST('/integrations/{id}/resume', { params: { path: { id } } });
}

/** Removes an integration with all that it collected. */
export async function removeIntegration(id: string): Promise<void> {
  await api.DELETE('/integrations/{id}', { params: { path: { id } } });
}
