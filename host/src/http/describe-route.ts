import type { SwaggerTransform } from '@fastify/swagger';

/**
 * Completes the description of a route: a name for generated clients where it has none of its own, and
 * who may use it (`x-access`).
 */
export const describeRoute: SwaggerTransform = ({ schema, url, route }) => {
  const { access } = route.config ?? {};
  const operationId = operationIdOf([route.method].flat()[0] ?? 'GET', url);
  const security = access === 'public' ? { security: [] } : {};
  const described: Record<string, unknown> = {
    operationId,
    ...security,
    'x-access': access,
    ...schema,
  };
  return { schema: described, url };
};

/** `GET /api/v1/runs/:id/events` → `getRunsByIdEvents`. */
function operationIdOf(method: string, url: string): string {
  const words = url
    .replace(/^\/api\/v\d+/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => (part.startsWith(':') ? `by-${part.slice(1)}` : part));
  return [method.toLowerCase(), ...words.flatMap((word) => word.split(/[-.]/).map(capital))].join(
    '',
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
