import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** A value that lives in the address, so that it can be shared, reloaded and undone. */
export interface UrlState {
  /** The first value of a parameter; undefined when it is not set. */
  get(name: string): string | undefined;
  /** All values of a parameter. */
  all(name: string): readonly string[];
  /** Sets parameters; undefined, an empty text and an empty list remove. */
  set(values: UrlValues, options?: UrlSetOptions): void;
}

/** Parameters by their names. */
export type UrlValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How the address is changed. */
export interface UrlSetOptions {
  /** Takes the place of the present address: for what people do not want to go back through. */
  readonly replace?: boolean;
}

/** Filters, sort, open drawers: what is after `?`. Typing in a search replaces the address, all else adds to the history. */
export function useUrlState(): UrlState {
  const [params, setParams] = useSearchParams();
  const set = useCallback<UrlState['set']>(
    (values, { replace } = {}) => {
      const isTyping = Object.keys(values).every((name) => name === 'q');
      setParams((present) => changed(present, values), { replace: replace ?? isTyping });
    },
    [setParams],
  );
  return useMemo(
    () => ({
      get: (name) => params.get(name) ?? undefined,
      all: (name) => params.getAll(name),
      set,
    }),
    [params, set],
  );
}

function changed(present: URLSearchParams, values: UrlValues): URLSearchParams {
  const next = new URLSearchParams(present);
  for (const [name, value] of Object.entries(values)) {
    next.delete(name);
    const list = typeof value === 'string' ? [value] : (value ?? []);
    for (const item of list) if (item !== '') next.append(name, item);
  }
  return next;
}
