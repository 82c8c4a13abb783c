import { type IntegrationStatus, statusOf } from '../views/integration-view.js';
import { localTime } from './format.js';
import type { HostIntegration } from './host-port.js';

const words: Readonly<Record<IntegrationStatus, string>> = {
  untested: 'Not tested yet',
  connected: 'Connected',
  'not-connected': 'Not connected',
  paused: 'Paused',
};

/** The same for people. */
export function statusText(integration: HostIntegration): string {
  return words[statusOf(integration)];
}

/** When it was last tested, for people. */
export function testedText(integration: HostIntegration, timeZone?: string): string {
  return integration.testedAt ? localTime(integration.testedAt, timeZone) : 'never';
}
