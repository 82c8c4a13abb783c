import { useState } from 'react';

/** Where something is kept: until the tab closes, or in this browser. */
export type Keep = 'tab' | 'browser';

/** A state that survives a reload. Where storage is switched off it lasts as long as the page. */
export function useStoredState<Value>(
  keep: Keep,
  key: string,
  first: Value,
): readonly [Value, (value: Value) => void, () => void] {
  const [value, setValue] = useState(() => read<Value>(keep, key) ?? first);
  const set = (next: Value) => {
    setValue(next);
    write(keep, key, JSON.stringify(next));
  };
  return [value, set, () => write(keep, key, null)];
}

function storage(keep: Keep): Storage {
  return keep === 'tab' ? sessionStorage : localStorage;
}

function read<Value>(keep: Keep, key: string): Value | undefined {
  try {
    const text = storage(keep).getItem(key);
    if (text === null) return undefined;
    const value: Value = JSON.parse(text);
    return value;
  } catch {
    // storage is switched off, or holds what is not ours
    return undefined;
  }
}

function write(keep: Keep, key: string, text: string | null): void {
  try {
    if (text === null) storage(keep).removeItem(key);
    else storage(keep).setItem(key, text);
  } catch {
    // storage is switched off or full: the state lasts as long as the page
  }
}
