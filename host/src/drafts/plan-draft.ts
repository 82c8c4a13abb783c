import type { Manifest } from '@rollcall/core';

import { configFaults } from '../integrations/config.js';
import { refuseFaults } from '../integrations/config-fault.js';
import { type EditedState, planEdit } from '../integrations/edit.js';
import type { IntegrationOptions } from '../integrations/integration.js';
import { mergeOptions, optionFaults, typedOptions } from '../integrations/options.js';
import { prepareConfig } from '../integrations/prepare-config.js';

/** What a form holds. */
export interface DraftInput {
  /** Fields that are no secrets. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Secrets; with an integration an absent one is the stored one, and null leaves it out. */
  readonly secrets: Readonly<Record<string, string | null>>;
  /** Options; see `optionsSchema`. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What would be stored if the form were saved. */
export interface DraftPlan {
  readonly config: Readonly<Record<string, unknown>>;
  readonly options: IntegrationOptions;
  /** Secrets that were entered. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Names of the stored secrets that would stay. */
  readonly kept: readonly string[];
}

/**
 * Plans a new integration, or the edit of one whose stored state is given (pure).
 * @throws `CONFIG_INVALID` with every fault; `SECRET_REENTER` when a changed field would lead stored
 *   secrets elsewhere
 */
export function planDraft(
  manifest: Manifest,
  input: DraftInput,
  stored: EditedState | undefined,
): DraftPlan {
  if (stored !== undefined) {
    const { config, options, secrets, deleted } = planEdit(manifest, stored, input);
    const gone = new Set([...deleted, ...Object.keys(secrets)]);
    const kept = stored.secretNames.filter((name) => !gone.has(name));
    return { config, options: typedOptions(options), secrets, kept };
  }
  const entered = { config: input.config, secrets: onlyTexts(input.secrets) };
  const options = mergeOptions(manifest, {}, input.options);
  refuseFaults([
    ...configFaults(manifest, entered.config, entered.secrets),
    ...optionFaults(manifest, options),
  ]);
  const { config, secrets } = prepareConfig(manifest, entered);
  return { config, options: typedOptions(options), secrets, kept: [] };
}

function onlyTexts(secrets: DraftInput['secrets']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(secrets).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
