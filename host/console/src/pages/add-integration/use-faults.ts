import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';

import { validateDraft } from '../../api/drafts.js';
import { type FormFaults, formFaults, shownFaults, valueAt } from '../../form/faults.js';
import type { FieldSchema, JsonObject } from '../../form/field-schema.js';
import { fromForm } from '../../form/round-trip.js';

const whileTypingMs = 250;

interface FaultOptions {
  readonly plugin: string;
  readonly schema: FieldSchema;
  /** Secrets that are stored and may stay. */
  readonly stored: ReadonlySet<string>;
}

/** What is wrong with a form, as the host says, and which of it a person shall see by now. */
export interface Faults {
  readonly shown: FormFaults;
  /** Asks the host; a question that was asked later answers for it. Undefined when the host did not answer. */
  readonly check: (form: JsonObject) => Promise<FormFaults | undefined>;
  readonly changed: (form: JsonObject) => void;
  readonly left: (pointer: string, form: JsonObject) => void;
  /** From here on everything is shown. */
  readonly tried: () => void;
}

/** Looks after the mistakes of a form: first when a field with content is left, then while typing. */
export function useFaults({ plugin, schema, stored }: FaultOptions): Faults {
  const [faults, setFaults] = useState<FormFaults>(new Map());
  const [isTried, setIsTried] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef(0);
  const check = async (form: JsonObject): Promise<FormFaults | undefined> => {
    asked.current += 1;
    const mine = asked.current;
    const found = await validateDraft(plugin, fromForm(schema, form)).catch(() => undefined);
    if (found === undefined) return undefined;
    const result = formFaults(found, stored);
    if (mine === asked.current) setFaults(result);
    return result;
  };
  const checkSoon = useDebouncedCallback((form: JsonObject) => void check(form), whileTypingMs);
  const shown = shownFaults(faults, { isTried, left });
  return {
    shown,
    check,
    changed: (form) => {
      if (shown.size > 0) checkSoon(form);
    },
    left: (pointer, form) => {
      const value = valueAt(form, pointer);
      if (value === undefined || value === '') return;
      // shown with the answer: what was known before would move the button that is being pressed
      void check(form).then(() => setLeft((present) => new Set(present).add(pointer)));
    },
    tried: () => setIsTried(true),
  };
}
