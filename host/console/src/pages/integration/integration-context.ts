import { useOutletContext } from 'react-router';

import type { WholeIntegration } from '../../api/integrations.js';
import type { WholePlugin } from '../../api/plugins.js';

/** What every tab of an integration is given. */
export interface IntegrationContext {
  readonly integration: WholeIntegration;
  /** Undefined until it is fetched, or when it is lost. */
  readonly plugin: WholePlugin | undefined;
}

/** The integration that a tab is about. */
export function useIntegration(): IntegrationContext {
  return useOutletContext<IntegrationContext>();
}

/** The title of a stream, as its manifest has it. */
export function streamTitle(plugin: WholePlugin | undefined, name: string): string {
  const found = plugin?.streams.find((stream) => stream.name === name)?.title;
  if (found !== undefined) return found;
  const text = name.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
