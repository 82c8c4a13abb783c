import type { Manifest } from '@rollcall/core';

import { type ConfigField, configFields } from '../plugins/config-fields.js';
import type { JsonObject } from '../plugins/json-shape.js';
import { pointerOf } from '../plugins/manifest-fault.js';
import type { ConfigFault } from './config-fault.js';
import { egressOrigins } from './destinations.js';
import { labelOf, wordsFor } from './field-words.js';
import { type ConfigInput, prepareConfig } from './prepare-config.js';
import { unknownField, valueFaults } from './value-faults.js';

const schemas = new WeakMap<Manifest['config'], JsonObject>();

/** The JSON Schema that a plugin's form is checked with: closed, without the host's own words. */
function formSchema(manifest: Manifest): JsonObject {
  const known = schemas.get(manifest.config);
  if (known !== undefined) return known;
  const { version: _version, migrations: _migrations, ...config } = manifest.config;
  const closed = Array.isArray(config.oneOf) ? 'unevaluatedProperties' : 'additionalProperties';
  const schema = { ...config, [closed]: false };
  schemas.set(manifest.config, schema);
  return schema;
}

/**
 * Every mistake in a form, each once, in the form's order; nothing when it may be stored.
 * What was entered is prepared first (see `prepareConfig`). `kept` names secrets that are stored
 * already: they count as entered.
 */
export function configFaults(
  manifest: Manifest,
  config: ConfigInput['config'],
  secrets: ConfigInput['secrets'],
  kept: readonly string[] = [],
): readonly ConfigFault[] {
  return preparedFaults(manifest, prepareConfig(manifest, { config, secrets }), kept);
}

/** Every mistake in a form that was prepared already, as `configFaults` gives them. */
export function preparedFaults(
  manifest: Manifest,
  prepared: ConfigInput,
  kept: readonly string[],
): readonly ConfigFault[] {
  const fields = new Map(configFields(manifest.config).map((field) => [field.name, field]));
  const misplaced = [
    ...misplacedSecrets(prepared.config, fields),
    ...misplacedValues(prepared.secrets, fields),
    ...masks(prepared.secrets, fields),
  ];
  const told = new Set([...misplaced.map(({ field }) => field), ...kept]);
  const values = Object.entries({ ...prepared.config, ...prepared.secrets });
  const judged = Object.fromEntries(values.filter(([name]) => !told.has(name)));
  const faults = valueFaults(formSchema(manifest), judged).filter(({ field }) => !told.has(field));
  const all = [...misplaced, ...faults];
  return [...all, ...originFaults(manifest, prepared.config, fields, all)];
}

function misplacedSecrets(
  config: ConfigInput['config'],
  fields: ReadonlyMap<string, ConfigField>,
): readonly ConfigFault[] {
  return Object.keys(config).flatMap((name) => {
    const field = fields.get(name);
    if (field?.secret !== true) return [];
    const message = `${labelOf(name, field.schema)} is a secret: give it among the secrets (--secret ${name}=env:VARIABLE).`;
    return [{ pointer: pointerOf([name]), field: name, keyword: 'secret', message }];
  });
}

function misplacedValues(
  secrets: ConfigInput['secrets'],
  fields: ReadonlyMap<string, ConfigField>,
): readonly ConfigFault[] {
  const names = [...fields.values()].filter(({ secret }) => secret).map(({ name }) => name);
  return Object.keys(secrets).flatMap((name) => {
    const field = fields.get(name);
    if (field === undefined) return [unknownField([name], names)];
    if (field.secret) return [];
    const message = `${labelOf(name, field.schema)} is no secret: give it among the other fields (--set ${name}=…).`;
    return [{ pointer: pointerOf([name]), field: name, keyword: 'secret', message }];
  });
}

function masks(
  secrets: ConfigInput['secrets'],
  fields: ReadonlyMap<string, ConfigField>,
): readonly ConfigFault[] {
  return Object.entries(secrets)
    .filter(([name, value]) => fields.get(name)?.secret === true && /^[*•●]{3,}$/.test(value))
    .map(([name]) => ({
      pointer: pointerOf([name]),
      field: name,
      keyword: 'mask',
      message:
        'This is a mask, not the secret: enter the secret, or leave it out to keep the present one.',
    }));
}

/** A config whose fields are right one by one may still lead to no https origin. */
function originFaults(
  manifest: Manifest,
  config: ConfigInput['config'],
  fields: ReadonlyMap<string, ConfigField>,
  others: readonly ConfigFault[],
): readonly ConfigFault[] {
  const wrong = new Set(others.map(({ field }) => field));
  const { bad } = egressOrigins(manifest, config);
  return bad.flatMap(({ fields: used }) => {
    const [name] = used;
    if (name === undefined || used.some((field) => wrong.has(field))) return [];
    wrong.add(name);
    const message = wordsFor('egress', name, fields.get(name)?.schema ?? {});
    return [{ pointer: pointerOf([name]), field: name, keyword: 'egress', message }];
  });
}
