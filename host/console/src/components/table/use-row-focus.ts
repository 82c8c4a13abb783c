import { useState } from 'react';

import { useKeys } from '../keys.js';

interface RowFocusOptions {
  /** Keys of the rows, from top to bottom. */
  readonly keys: readonly string[];
  readonly onOpen: (key: string) => void;
  /** What further letters do with the row: `{ x: select }`. */
  readonly actions?: Readonly<Record<string, (key: string) => void>>;
  /** Off while something lies over the table. */
  readonly isOn?: boolean;
}

/** The row that the keyboard is at: J, K and the arrows move, Enter opens. */
export function useRowFocus({ keys, onOpen, actions = {}, isOn = true }: RowFocusOptions) {
  const [focused, setFocused] = useState<string>();
  const index = focused === undefined ? -1 : keys.indexOf(focused);
  const move = (step: number) => setFocused(keys[clamp(index + step, keys.length)]);
  const withRow = (act: (key: string) => void) => () => {
    if (index >= 0 && focused !== undefined) act(focused);
  };
  const down = () => move(1);
  const up = () => move(-1);
  useKeys(
    {
      ...Object.fromEntries(Object.entries(actions).map(([key, act]) => [key, withRow(act)])),
      ...{ j: down, ArrowDown: down, k: up, ArrowUp: up },
      Enter: index < 0 ? undefined : withRow(onOpen),
    },
    isOn && keys.length > 0,
  );
  return index < 0 ? undefined : focused;
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}
