import type { ConnectivityCheck } from '@rollcall/core';

const nearlyUsed = 0.75;
const grouped = new Intl.NumberFormat('en-US');

/** How many of the daily requests are used, as the answers themselves tell. */
export function checkQuota(usage: string | undefined): ConnectivityCheck {
  const check = { id: 'quota', title: 'Daily API requests' } as const;
  const [used, limit] = (usage ?? '').split('/').map(Number);
  if (used === undefined || limit === undefined || !(limit > 0)) {
    return {
      ...check,
      status: 'warning',
      detail: 'The answers do not tell how many requests are used',
      hint: 'A proxy may remove the header Sforce-Limit-Info. Let it pass, then test again.',
    };
  }
  const share = used / limit;
  const detail = `${grouped.format(used)} of ${grouped.format(limit)} used (${Math.round(share * 100)} %)`;
  if (share < nearlyUsed) return { ...check, status: 'passed', detail };
  return {
    ...check,
    status: 'warning',
    detail,
    hint: 'Open Setup → Company Information → API Requests to see who uses them. Collecting waits until usage falls below the ceiling.',
  };
}
