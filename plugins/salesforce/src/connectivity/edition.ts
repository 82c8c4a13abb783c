import type { ConnectivityCheck } from '@rollcall/core';

import { flag, instant, text } from '../api/row.js';
import type { Probes } from './probes.js';

const soonMs = 14 * 24 * 3_600_000;

/** Which org it is, and whether it is about to end. */
export function checkEdition(probes: Probes, now: Date): ConnectivityCheck {
  const check = { id: 'edition', title: 'Edition' } as const;
  const row = probes.organization;
  if (row === undefined) {
    return {
      ...check,
      status: 'warning',
      detail: 'The org does not tell its edition',
      hint: 'Open Setup → Company Information, and check that the edition is Enterprise or above.',
      setupStep: 'edition',
    };
  }
  const sandbox = flag(row, 'IsSandbox') === true ? ', a sandbox' : '';
  const detail = `${text(row, 'Name') ?? 'The org'}: ${text(row, 'OrganizationType') ?? 'unknown edition'}${sandbox}`;
  const end = instant(row, 'TrialExpirationDate');
  if (end !== null && Date.parse(end) - now.getTime() < soonMs) {
    return {
      ...check,
      status: 'warning',
      detail: `${detail}; its trial ends on ${end.slice(0, 10)}`,
      hint: 'Open Setup → Company Information. When the trial ends, collecting ends.',
      setupStep: 'edition',
    };
  }
  return { ...check, status: 'passed', detail };
}
