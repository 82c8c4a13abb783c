import { type Clock, type Manifest, RollcallError } from '@rollcall/core';
import type { Transaction } from 'kysely';

import type { Database } from '../db/database.js';
import type { Tables } from '../db/tables.js';
import { nearest } from '../plugins/nearest.js';
import type { PluginRegistry } from '../plugins/registry.js';
import { requireCompatible } from '../plugins/rules/version-rules.js';
import { adoptBundled } from './adopt.js';
import { ceilingPercentOf } from './ceiling.js';
import { configFaults } from './config.js';
import { type ConfigFault, refuseFaults } from './config-fault.js';
import { secretOrigin } from './destinations.js';
import { type IntegrationPatch, planEdit } from './edit.js';
import { countFacts, deleteFacts, type FactCounts } from './facts.js';
import type { Integration } from './integration.js';
import { configVersion } from './migrate-config.js';
import { checkedName, newIntegrationId, type RandomBytes } from './naming.js';
import { mergeOptions, optionFaults } from './options.js';
import { type ConfigInput, prepareConfig } from './prepare-config.js';
import { type Connection, type IntegrationRow, integrationOf, integrationStore } from './store.js';
import { bindTenant } from './tenant.js';

/** Where secrets are put; the vault. */
export interface SecretKeeper {
  putSecret(
    ref: { readonly integrationId: string; readonly field: string; readonly origin: string },
    value: string,
    trx?: Transaction<Tables>,
  ): Promise<void>;
  listFields(integrationId: string, trx?: Transaction<Tables>): Promise<readonly string[]>;
  remove(integrationId: string, field?: string, trx?: Transaction<Tables>): Promise<void>;
}

/** What the service needs. */
export interface IntegrationParts {
  readonly database: Pick<Database, 'db'>;
  readonly plugins: Pick<PluginRegistry, 'get' | 'byDigest'>;
  readonly secrets: SecretKeeper;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: RandomBytes;
  /** Told of an integration that may use more from now on: its tenant need not stay paused. */
  readonly onCeilingRaised?: (integration: Integration) => Promise<void>;
}

/** A new integration. */
export interface NewIntegration extends ConfigInput {
  /** Id of the plugin. */
  readonly plugin: string;
  /** Display name. */
  readonly name: string;
  /** Options; see `optionsSchema`. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** The integrations: everything that a person does to them. Each change is whole or not at all. */
export class IntegrationService {
  readonly #parts: IntegrationParts;

  constructor(parts: IntegrationParts) {
    this.#parts = parts;
  }

  /**
   * Stores a new integration.
   * @throws `CONFIG_INVALID` with every fault, `INPUT_INVALID` for the name, `NAME_TAKEN`,
   * `NOT_FOUND` and `PLUGIN_INCOMPATIBLE` for the plugin
   */
  async add(input: NewIntegration): Promise<Integration> {
    const { manifest, digest } = await this.#parts.plugins.get(input.plugin);
    requireCompatible(manifest);
    const name = checkedName(input.name);
    const options = mergeOptions(manifest, {}, input.options ?? {});
    refuseFaults([
      ...configFaults(manifest, input.config, input.secrets),
      ...optionFaults(manifest, options),
    ]);
    const { config, secrets } = prepareConfig(manifest, input);
    return this.#db.transaction().execute(async (trx) => {
      await this.#claimName(trx, name);
      if (!(await integrationStore.holdPlugin(trx, digest))) throw removedMeanwhile(manifest);
      const now = this.#parts.clock.now();
      const row = await integrationStore.insert(trx, {
        id: await this.#freeId(trx, name, manifest.id),
        plugin_id: manifest.id,
        plugin_digest: digest,
        name,
        config: JSON.stringify(config),
        config_version: configVersion(manifest),
        options: JSON.stringify(options),
        created_at: now,
        updated_at: now,
      });
      await this.#putSecrets(trx, row.id, secretOrigin(manifest, config), secrets);
      return integrationOf(row);
    });
  }

  /**
   * Changes an integration. Where the connection depends on the change, its cached token and the
   * outcome of its latest test are forgotten. A raised ceiling ends the pause of the tenant.
   * @throws as `add`, and `SECRET_REENTER` when a changed field would lead stored secrets elsewhere
   */
  async edit(idOrName: string, patch: IntegrationPatch): Promise<Integration> {
    const before = await this.get(idOrName);
    const { id, pluginDigest } = before;
    const { manifest } = await this.#parts.plugins.byDigest(pluginDigest);
    const edited = await this.#db.transaction().execute(async (trx) => {
      const name = patch.name === undefined ? undefined : checkedName(patch.name);
      if (name !== undefined) await this.#claimName(trx, name, id);
      const row = await integrationStore.lock(trx, id);
      if (row === undefined) throw await notFound(trx, idOrName);
      if (row.plugin_digest !== pluginDigest) throw changedMeanwhile(row);
      const secretNames = await this.#parts.secrets.listFields(id, trx);
      const state = { config: row.config, options: row.options, secretNames };
      const edit = planEdit(manifest, state, patch);
      const changed = await integrationStore.update(trx, id, {
        ...(name === undefined ? {} : { name }),
        config: JSON.stringify(edit.config),
        options: JSON.stringify(edit.options),
        ...(edit.touchesConnection ? { connected: null, tested_at: null } : {}),
        updated_at: this.#parts.clock.now(),
      });
      await this.#putSecrets(trx, id, secretOrigin(manifest, edit.config), edit.secrets);
      for (const field of edit.deleted) await this.#parts.secrets.remove(id, field, trx);
      if (edit.touchesConnection) await forgetToken(trx, id);
      return integrationOf(changed ?? row);
    });
    const ceiling = (integration: Integration) => ceilingPercentOf(integration, manifest.quota);
    if (ceiling(edited) > ceiling(before)) await this.#parts.onCeilingRaised?.(edited);
    return edited;
  }

  /**
   * Every mistake in a form that is not stored. Nothing is stored.
   * @throws `NOT_FOUND` for the plugin
   */
  async validate(
    pluginId: string,
    { config, secrets }: ConfigInput,
  ): Promise<readonly ConfigFault[]> {
    const { manifest } = await this.#parts.plugins.get(pluginId);
    return configFaults(manifest, config, secrets);
  }

  /** All integrations, by name. */
  async list(): Promise<readonly Integration[]> {
    return (await integrationStore.list(this.#db)).map(integrationOf);
  }

  /**
   * The integration of an id or display name, names in any case.
   * @throws `NOT_FOUND` with the nearest one; `NAME_AMBIGUOUS`
   */
  async get(idOrName: string): Promise<Integration> {
    const rows = await integrationStore.find(this.#db, idOrName.trim());
    const exact =
      rows.find(({ id }) => id === idOrName) ?? rows.find(({ name }) => name === idOrName);
    const [first, second] = rows;
    if (exact !== undefined) return integrationOf(exact);
    if (first === undefined) throw await notFound(this.#db, idOrName);
    if (second === undefined) return integrationOf(first);
    const ids = rows.map(({ id }) => id).join(', ');
    throw new RollcallError('NAME_AMBIGUOUS', `several integrations are called "${idOrName}"`, {
      hint: `Use one of the ids ${ids}.`,
    });
  }

  /** Names of the secrets that are stored for an integration; what they are, nobody learns. */
  storedSecrets(id: string): Promise<readonly string[]> {
    return this.#parts.secrets.listFields(id);
  }

  /** How many records an integration holds. Throws as `get` does. */
  async facts(idOrName: string): Promise<FactCounts> {
    const { id } = await this.get(idOrName);
    return countFacts(this.#db, id);
  }

  /**
   * Removes an integration with its records, secrets, runs and checkpoints; gives how many records
   * there were. A run that is under way ends with `LEASE_LOST`. Throws as `get` does.
   */
  async remove(idOrName: string): Promise<{ readonly removed: FactCounts }> {
    const { id } = await this.get(idOrName);
    return this.#db.transaction().execute(async (trx) => {
      // The lease goes first, on its own: that waits for a batch being committed, and none can
      // follow, so that no record comes after the deletion.
      await trx.deleteFrom('rollcall.lease').where('integration_id', '=', id).execute();
      await integrationStore.remove(trx, id);
      return { removed: await deleteFacts(trx, id) };
    });
  }

  /** Stops scheduled and requested collections until `resume`. Throws as `get` does. */
  async pause(idOrName: string): Promise<Integration> {
    return this.#setPaused(idOrName, true);
  }

  /** Lets collections begin again. Throws as `get` does. */
  async resume(idOrName: string): Promise<Integration> {
    return this.#setPaused(idOrName, false);
  }

  /**
   * Binds an integration to the tenant that its provider named; the same tenant again is fine.
   * @throws `TENANT_CHANGED` when it is bound to another; `NOT_FOUND`
   */
  async bindTenant(
    id: string,
    tenantId: string,
    tenantName: string,
    trx?: Connection,
  ): Promise<void> {
    await bindTenant(trx ?? this.#db, id, { id: tenantId, name: tenantName });
  }

  /**
   * Moves integrations to the bundled plugin that took the place of theirs, where that changes
   * nothing that a person has to decide. Called once, when the host opens, after the registry's
   * `sync`. Gives the names of those that stay with the plugin they had.
   */
  async adoptBundled(): Promise<readonly string[]> {
    return adoptBundled(this.#db, this.#parts.secrets, this.#parts.clock.now());
  }

  get #db(): Database['db'] {
    return this.#parts.database.db;
  }

  async #setPaused(idOrName: string, paused: boolean): Promise<Integration> {
    const { id } = await this.get(idOrName);
    const change = { paused, updated_at: this.#parts.clock.now() };
    const row = await integrationStore.update(this.#db, id, change);
    if (row === undefined) throw await notFound(this.#db, idOrName);
    return integrationOf(row);
  }

  async #claimName(trx: Transaction<Tables>, name: string, own?: string): Promise<void> {
    await integrationStore.lockNames(trx);
    const others = await integrationStore.find(trx, name);
    if (others.every(({ id }) => id === own)) return;
    throw new RollcallError('NAME_TAKEN', `there is an integration called "${name}" already`);
  }

  async #freeId(trx: Transaction<Tables>, name: string, pluginId: string): Promise<string> {
    for (let tries = 0; tries < 20; tries += 1) {
      const id = newIntegrationId(name, pluginId, this.#parts.random);
      if ((await integrationStore.find(trx, id)).length === 0) return id;
    }
    throw new Error('no free id was found');
  }

  async #putSecrets(
    trx: Transaction<Tables>,
    integrationId: string,
    origin: string,
    secrets: Readonly<Record<string, string>>,
  ): Promise<void> {
    for (const [field, value] of Object.entries(secrets)) {
      await this.#parts.secrets.putSecret({ integrationId, field, origin }, value, trx);
    }
  }
}

async function forgetToken(trx: Transaction<Tables>, id: string): Promise<void> {
  await trx.deleteFrom('rollcall.token').where('integration_id', '=', id).execute();
}

async function notFound(db: Connection, idOrName: string): Promise<RollcallError> {
  const rows = await integrationStore.list(db);
  const near = nearest(
    idOrName,
    rows.flatMap(({ id, name }) => [id, name]),
  );
  return new RollcallError('NOT_FOUND', `there is no integration "${idOrName}"`, {
    hint:
      near === undefined
        ? 'See "rollcall integration list", and use an id or name shown there.'
        : `Did you mean "${near}"?`,
  });
}

function removedMeanwhile(manifest: Manifest): RollcallError {
  return new RollcallError('NOT_FOUND', `the plugin "${manifest.id}" was removed meanwhile`);
}

function changedMeanwhile({ name }: IntegrationRow): RollcallError {
  return new RollcallError('INPUT_INVALID', `"${name}" moved to another version of its plugin`, {
    hint: 'Look at it again, then repeat the change.',
    retryable: true,
  });
}
