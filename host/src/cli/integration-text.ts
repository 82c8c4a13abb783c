import type { Integration } from '../integrations/integration.js';
import type { Activity } from '../runs/activity.js';
import { type IntegrationStatus, statusOf } from '../views/integration-view.js';
import { localTime } from './format.js';

const words: Readonly<Record<IntegrationStatus, string>> = {
  untested: 'Not tested yet',
  connected: 'Connected',
  'not-connected': 'Not connected',
  paused: 'Paused',
};

/** The same for people. */
export function statusText(integration: Integration): string {
  return words[statusOf(integration)];
}

/** When it was last tested, for people. */
export function testedText(integration: Integration, timeZone?: string): string {
  return integration.testedAt ? localTime(integration.testedAt, timeZone) : 'never';
}

/** Up to when the facts are, and whether they are older than they should be. */
export function collectedText(activity: Activity | undefined, timeZone?: string): string {
  const at = activity?.collectedAt ? localTime(activity.collectedAt, timeZone) : 'never';
  return activity?.stale ? `${at} (stale since ${localTime(activity.stale.since, timeZone)})` : at;
}
