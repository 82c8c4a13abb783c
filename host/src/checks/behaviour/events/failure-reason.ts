import type { FailureReason } from './event.js';

/** The first row whose words occur decides; what fits none may have been a guess. */
const words: readonly (readonly [FailureReason, RegExp])[] = [
  ['locked', /lock/],
  ['disabled', /inactive|frozen|disabled|deactivated|suspended/],
  ['factor', /activation|verif|mfa|factor|challenge|one.?time|\botp\b|security token required/],
  [
    'policy',
    /restrict|not allowed|licen[cs]e|login hours|time of day|rate exceeded|assertion|signature|consumer|expired|no .*access|permission|certificate|tls|invalid.?token|session/,
  ],
  ['credentials', /password|credential|pwd|invalid login|user ?name|unknown user|authenticat/],
];

/** Sorts the provider's words for a failure, by the plain English that providers use. */
export function failureReasonOf(statusDetail: string | undefined): FailureReason {
  const text = (statusDetail ?? '').toLowerCase().replaceAll('_', ' ');
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown';
}
