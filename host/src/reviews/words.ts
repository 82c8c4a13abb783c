import type { LineFacts, Review } from './review.js';

const groups = {
  account: 'Account',
  application: 'Application',
  method: 'Method',
  network: 'Network',
  country: 'Country',
} as const;

/** What a line is about: `Account ada@acme.example`, `ada@acme.example: Export data`. */
export function lineTitle(facts: LineFacts): string {
  if (facts.kind === 'access') return `${facts.username}: ${facts.capabilityTitle}`;
  return `${groups[facts.group]} ${facts.value?.replaceAll('_', ' ') ?? 'that is not told'}`;
}

/** Why it is to be judged, in words. */
export function lineWhy(facts: LineFacts): string {
  if (facts.kind === 'sign-ins') {
    const { signIns, failures, reasons } = facts;
    const all = `${signIns.toLocaleString('en-US')} ${signIns === 1 ? 'sign-in' : 'sign-ins'}`;
    return [...reasons, `${all}, ${failures.toLocaleString('en-US')} failed`].join('; ');
  }
  const since = facts.since === null ? '' : `, since ${facts.since.slice(0, 10)}`;
  const by = facts.grantedBy === null ? '' : `, granted by ${facts.grantedBy}`;
  const change = facts.change === 'held' ? '' : `${facts.change}; `;
  return `${change}by ${facts.role} (${facts.roleKind.replaceAll('_', ' ')})${since}${by}`;
}

/** What a review is about: `Sign-ins of Production, 1 Nov to 30 Nov 2026` in days of UTC. */
export function reviewTitle({ kind, integrationName, from, to }: Review): string {
  const what = kind === 'sign-ins' ? 'Sign-ins' : 'Access';
  const period = from === null ? `as of ${day(to)}` : `${day(from)} to ${day(to)}`;
  return `${what} of ${integrationName ?? 'all integrations'}, ${period}`;
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
