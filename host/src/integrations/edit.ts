import { isDeepStrictEqual } from 'node:util';

import { type Manifest, RollcallError } from '@rollcall/core';

import { objectOf } from '../plugins/json-shape.js';
import { preparedFaults } from './config.js';
import { refuseFaults } from './config-fault.js';
import { sensitiveFields } from './destinations.js';
import { mergeOptions, optionFaults } from './options.js';
import { prepareConfig, withDefaults } from './prepare-config.js';

/** What a person changes; absent parts stay. */
export interface IntegrationPatch {
  /** Another display name. */
  readonly name?: string;
  /** Fields to change; null removes one. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Secrets to change; null deletes one, an absent one keeps its value. */
  readonly secrets?: Readonly<Record<string, string | null>>;
  /** Options to change; null removes one. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What is stored before an edit. */
export interface EditedState {
  readonly config: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
  /** Names of the secrets that are stored. */
  readonly secretNames: readonly string[];
}

/** What is to be stored after an edit. */
export interface Edit {
  readonly config: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
  /** Secrets to store. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Secrets to delete. */
  readonly deleted: readonly string[];
  /** Whether anything changed that the connection depends on. */
  readonly touchesConnection: boolean;
}

/**
 * Plans an edit (pure).
 * @throws `CONFIG_INVALID` with every fault; `SECRET_REENTER` when a changed field would lead stored
 * secrets elsewhere
 */
export function planEdit(manifest: Manifest, state: EditedState, patch: IntegrationPatch): Edit {
  const given = patch.secrets ?? {};
  const entered = Object.entries(given).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const changes = prepareConfig(manifest, {
    config: patch.config ?? {},
    secrets: Object.fromEntries(entered),
  });
  const present = Object.entries(state.config).filter(
    ([name]) => !Object.hasOwn(patch.config ?? {}, name),
  );
  // Only what is entered is cleaned: doing it to stored values again might change them.
  const merged = { ...Object.fromEntries(present), ...onlyGiven(changes.config, patch.config) };
  const config = withDefaults(manifest, merged);
  const kept = state.secretNames.filter((name) => !Object.hasOwn(given, name));
  const options = mergeOptions(manifest, objectOf(state.options), patch.options ?? {});
  refuseFaults([
    ...preparedFaults(manifest, { config, secrets: changes.secrets }, kept),
    ...optionFaults(manifest, options),
  ]);
  refuseCarryingOff(manifest, { before: state.config, after: config, kept });
  const deleted = state.secretNames.filter(
    (name) => Object.hasOwn(given, name) && changes.secrets[name] === undefined,
  );
  const touchesConnection =
    Object.keys(given).length > 0 || !isDeepStrictEqual({ ...config }, { ...state.config });
  return { config, options, secrets: changes.secrets, deleted, touchesConnection };
}

/** Defaults come in again afterwards, over the whole: a field that is not named keeps its value. */
function onlyGiven(
  prepared: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(prepared).filter(([name]) => Object.hasOwn(given ?? {}, name)),
  );
}

interface Change {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly kept: readonly string[];
}

function refuseCarryingOff(manifest: Manifest, { before, after, kept }: Change): void {
  if (kept.length === 0) return;
  const changed = [...sensitiveFields(manifest)].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  if (changed.length === 0) return;
  throw new RollcallError(
    'SECRET_REENTER',
    `${changed.join(', ')} changed, so ${kept.join(', ')} must be entered again`,
    {
      hint: `Give ${kept.join(', ')} again: stored secrets are not sent to another address or account.`,
      details: { changed, secrets: kept },
    },
  );
}
