import { useWindowEvent } from '@mantine/hooks';

const storageKey = 'rollcall.single-keys';

/** Whether single letters do things; a person may switch them off. */
export function hasSingleKeys(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

/** Switches single letters on or off, on this computer. */
export function setSingleKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, 'off');
}

/** What single keys do: `j`, `Enter`, `ArrowDown`. */
export type KeyActions = Readonly<Record<string, (() => void) | undefined>>;

/** Does what a key says, unless somebody types, chooses in a menu, or answers a question. */
export function useKeys(actions: KeyActions, isOn = true): void {
  useWindowEvent('keydown', (event) => {
    if (!isOn || event.defaultPrevented || isForOthers(event)) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined || (event.key.length === 1 && !hasSingleKeys())) return;
    event.preventDefault();
    action();
  });
}

/** Whether a dialog or drawer lies over the page. */
export function isUnderDialog(): boolean {
  return document.querySelector('[aria-modal=true]') !== null;
}

const typedIn = 'input:not([type=checkbox]), textarea, select, [contenteditable=true]';

/** Whether a key belongs to who types, to an open menu or question, or to what it presses. */
export function isForOthers(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest(`${typedIn}, [role=menu], [role=listbox], [role=slider]`)) return true;
  if (target.closest('.mantine-Modal-content')) return true;
  // Enter on a link or button is that link's or button's.
  return event.key === 'Enter' && target.closest('a, button') !== null;
}
