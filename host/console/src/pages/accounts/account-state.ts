import type { Account } from '../../api/accounts.js';
import type { State, StateShape } from '../../components/state-line.js';
import { date } from '../../format/times.js';
import { accountWords as words } from '../../words/accounts.js';

const shapes: Readonly<Record<string, StateShape>> = {
  active: 'ok',
  frozen: 'paused',
  locked: 'warning',
  deactivated: 'off',
};

/** Whether an account can be used, in words. */
export function accountState({ state, goneAt }: Pick<Account, 'state' | 'goneAt'>): State {
  if (goneAt !== null) return { shape: 'off', words: words.goneSince(date(new Date(goneAt))) };
  return { shape: shapes[state] ?? 'off', words: words.states[state] ?? state };
}
