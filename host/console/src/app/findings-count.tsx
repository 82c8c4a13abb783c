import { useQuery } from '@tanstack/react-query';

import { openFindingsQuery } from '../api/findings.js';
import { wholeNumber } from '../format/numbers.js';
import { findingWords as words } from '../words/findings.js';

/** How many critical and high findings wait, beside "Findings". */
export function FindingsCount() {
  const { data } = useQuery(openFindingsQuery);
  const count = (data?.severity.critical ?? 0) + (data?.severity.high ?? 0);
  if (count === 0) return null;
  return (
    <span className="rc-small rc-numbers" title={words.waiting(count)}>
      {wholeNumber(count)}
    </span>
  );
}
