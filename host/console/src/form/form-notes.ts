import { createContext, use } from 'react';

import type { FormFaults } from './faults.js';

/** What widgets and templates know of the form around them. */
export interface FormNotes {
  /** The mistakes to show, by pointer. */
  readonly faults: FormFaults;
  /** Secrets that are stored and stay unless something is entered. */
  readonly stored: ReadonlySet<string>;
  /** ISO 8601 instant of the last change, for stored secrets. */
  readonly storedAt: string | undefined;
  /** The person left a field. */
  readonly onLeave: (pointer: string) => void;
  /** The person went into a field. */
  readonly onEnter: (pointer: string) => void;
}

/** The form around a widget. */
export const FormContext = createContext<FormNotes>({
  faults: new Map(),
  stored: new Set(),
  storedAt: undefined,
  onLeave: () => undefined,
  onEnter: () => undefined,
});

/** Ids of elements begin with this; the rest is the field's JSON pointer. */
export const idPrefix = 'field';

/** The JSON pointer of the field that an element belongs to. */
function pointerOf(id: string): string {
  return id.slice(idPrefix.length).replace(/__(one|any)of_select$/, '');
}

/** What a field's element needs: its ids, and what goes on around it. */
export function useField(id: string) {
  const notes = use(FormContext);
  const pointer = pointerOf(id);
  const fault = notes.faults.get(pointer);
  return {
    fault,
    pointer,
    notes,
    aria: {
      // a mistake without text: the field's template shows it
      error: fault !== undefined,
      'aria-describedby': `${id}-fault ${id}-help`,
    },
    focus: {
      onFocus: () => notes.onEnter(pointer),
      onBlur: () => notes.onLeave(pointer),
    },
  } as const;
}
