import { useState } from 'react';

import type { Draft } from '../../api/drafts.js';
import type { WholePlugin } from '../../api/plugins.js';
import type { FormFaults } from '../../form/faults.js';
import { type FieldSchema, isSecret, type JsonObject } from '../../form/field-schema.js';
import { idPrefix } from '../../form/form-notes.js';
import { fromForm, toForm } from '../../form/round-trip.js';
import { addWords } from '../../words/add.js';
import { useStoredState } from './stored-state.js';
import { type DraftTesting, useDraftTest } from './use-draft-test.js';
import { type Faults, useFaults } from './use-faults.js';

/** What is entered in the page, and all that is known about it. */
export interface DraftForm {
  readonly schema: FieldSchema;
  readonly name: string;
  readonly setName: (name: string) => void;
  readonly nameFault: string | undefined;
  readonly setNameFault: (message: string | undefined) => void;
  readonly form: JsonObject;
  readonly setForm: (form: JsonObject) => void;
  readonly faults: Faults;
  readonly testing: DraftTesting;
  readonly isChanged: boolean;
  /** What the API takes. */
  readonly draft: () => Draft;
  /** Looks at everything; whether it may be sent. Goes to the first mistake otherwise. */
  readonly isReady: (alsoName: boolean) => Promise<boolean>;
  /** Forgets what was kept for a reload. */
  readonly forget: () => void;
}

/** What a form begins with. */
export interface DraftStart {
  readonly plugin: WholePlugin;
  readonly name: string;
  readonly config: JsonObject;
  /** The integration that is edited. */
  readonly integrationId?: string;
  readonly stored: ReadonlySet<string>;
  /** Told what the form holds from now on. */
  readonly onForm?: (form: JsonObject) => void;
}

interface Kept {
  readonly name: string;
  readonly form: JsonObject;
}

/** Holds a form: kept for a reload without its secrets, judged by the host, tested before it is saved. */
export function useDraft(start: DraftStart): DraftForm {
  const { plugin, integrationId, stored } = start;
  const schema: FieldSchema = plugin.config;
  const first = { name: start.name, form: toForm(schema, start.config) };
  const key = `rollcall-draft-${integrationId ?? plugin.id}`;
  const [kept, keep, forget] = useStoredState<Kept>('tab', key, first);
  const [secrets, setSecrets] = useState<JsonObject>({});
  const [nameFault, setNameFault] = useState<string>();
  const [isChanged, setIsChanged] = useState(false);
  const faults = useFaults({ plugin: plugin.id, schema, stored });
  const testing = useDraftTest(plugin.id);
  const form = { ...kept.form, ...secrets };
  const setForm = (next: JsonObject) => {
    const changed = changedField(schema, form, next);
    if (changed === undefined) return;
    const parts = splitSecrets(schema, next);
    keep({ name: kept.name, form: parts.open });
    setSecrets(parts.secret);
    setIsChanged(true);
    start.onForm?.(next);
    testing.changed(changed);
    faults.changed(next);
  };
  const setName = (name: string) => {
    keep({ name, form: kept.form });
    setIsChanged(true);
    setNameFault(undefined);
  };
  const draft = () => ({
    ...fromForm(schema, form),
    ...(integrationId === undefined ? {} : { integrationId }),
  });
  const isReady = async (alsoName: boolean) => {
    const isNamed = !alsoName || kept.name.trim() !== '';
    if (!isNamed) setNameFault(addWords.displayNameMissing);
    faults.tried();
    const found = await faults.check(form);
    if (found?.size === 0 && isNamed) return true;
    goToFirst(isNamed, found);
    return false;
  };
  const { name } = kept;
  const named = { name, setName, nameFault, setNameFault };
  return { schema, ...named, form, setForm, faults, testing, isChanged, draft, isReady, forget };
}

/** The title of the first field whose value differs; undefined when none does. */
function changedField(schema: FieldSchema, before: JsonObject, after: JsonObject) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const name = names.find((each) => JSON.stringify(before[each]) !== JSON.stringify(after[each]));
  return name === undefined ? undefined : (schema.properties?.[name]?.title ?? name);
}

/** Secrets are never kept outside of this page's memory. */
function splitSecrets(schema: FieldSchema, form: JsonObject) {
  const branches = schema.oneOf ?? [];
  const isSecretField = (name: string) =>
    [schema, ...branches].some(({ properties }) => isSecret(properties?.[name] ?? {}));
  const entries = Object.entries(form);
  return {
    open: Object.fromEntries(entries.filter(([name]) => !isSecretField(name))),
    secret: Object.fromEntries(entries.filter(([name]) => isSecretField(name))),
  };
}

/** Puts the focus where the first mistake is, once it is drawn. */
function goToFirst(isNamed: boolean, found: FormFaults | undefined): void {
  const [pointer] = found?.keys() ?? [];
  requestAnimationFrame(() => {
    const id = isNamed ? `${idPrefix}${pointer ?? ''}` : nameFieldId;
    const element = document.getElementById(id);
    element?.focus();
    element?.scrollIntoView({ block: 'center' });
  });
}

/** The id of the field that the manifest does not have. */
export const nameFieldId = 'display-name';
