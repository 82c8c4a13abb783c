import { type Clock, type ConnectivityCheck, RollcallError } from '@rollcall/core';

import type { Broker } from '../broker/broker.js';
import { Concurrency } from '../broker/concurrency.js';
import type { BrokerSession } from '../broker/session.js';
import { runTest } from '../hook-process/spawn.js';
import { ceilingPercentOf } from '../integrations/ceiling.js';
import { secretOrigin } from '../integrations/destinations.js';
import type { Integration } from '../integrations/integration.js';
import type { IntegrationService } from '../integrations/service.js';
import type { InstalledPlugin, PluginRegistry } from '../plugins/registry.js';
import { requireCompatible } from '../plugins/rules/version-rules.js';
import { type ConnectivityVerdict, judgeConnectivity } from '../runs/connectivity-verdict.js';
import { isOn } from '../runs/due.js';
import { grantedSecrets, type HookHost, hookOptions, type RunLog } from '../runs/hook-options.js';
import { readSecrets } from '../runs/read-secrets.js';
import type { Redactor } from '../secrets/redactor.js';
import type { Vault } from '../secrets/vault.js';
import { type DraftInput, type DraftPlan, planDraft } from './plan-draft.js';

/** What a tester is made of. */
export interface DraftParts {
  readonly plugins: Pick<PluginRegistry, 'get' | 'byDigest'>;
  readonly integrations: Pick<IntegrationService, 'get'>;
  readonly vault: Pick<Vault, 'listFields' | 'getSecret'>;
  readonly broker: Pick<Broker, 'open'>;
  readonly redactor: Pick<Redactor, 'add' | 'redact'>;
  readonly clock: Clock;
  readonly level: HookHost['level'];
  /** Calendar days of a draft that names no time zone. */
  readonly timezone: string;
  /** The log of tests; a draft has no run. */
  readonly log: RunLog;
}

/** A form that is not saved. */
export interface NewDraft extends DraftInput {
  /** The integration that the form edits; a new one when absent. */
  readonly integrationId?: string | undefined;
}

/** A form without mistakes, ready to be tested once. Holds secrets: never show or keep it. */
export interface Draft {
  readonly plugin: InstalledPlugin;
  readonly plan: DraftPlan;
  readonly stored: Integration | undefined;
}

/** How a draft is tested. */
export interface DraftTestOptions {
  /** Ends the test: its reason is thrown. */
  readonly signal: AbortSignal;
  /** Told each check as it comes. */
  readonly onCheck?: (check: ConnectivityCheck) => void;
}

/** Each is a process; the others wait. */
const mostAtOnce = 4;
/** A person waits for it. */
const mostMs = 120_000;

/** Tests integrations that are not saved. Nothing of them is stored but the quota that they spend. */
export class DraftTester {
  readonly #parts: DraftParts;
  readonly #places = new Concurrency();

  constructor(parts: DraftParts) {
    this.#parts = parts;
  }

  /**
   * Checks a form. With an integration the secrets that are not given are the stored ones.
   * @throws `CONFIG_INVALID` with every fault; `SECRET_REENTER` when a changed field would lead stored
   *   secrets elsewhere; `NOT_FOUND`; `INPUT_INVALID` for an integration of another plugin
   */
  async prepare(pluginId: string, input: NewDraft): Promise<Draft> {
    const { plugins, integrations, vault } = this.#parts;
    const { integrationId } = input;
    if (integrationId === undefined) {
      const plugin = await plugins.get(pluginId);
      requireCompatible(plugin.manifest);
      return { plugin, plan: planDraft(plugin.manifest, input, undefined), stored: undefined };
    }
    const stored = await integrations.get(integrationId);
    if (stored.pluginId !== pluginId) throw ofAnother(stored, pluginId);
    const plugin = await plugins.byDigest(stored.pluginDigest);
    const secretNames = await vault.listFields(stored.id);
    const state = { config: stored.config, options: { ...stored.options }, secretNames };
    return { plugin, plan: planDraft(plugin.manifest, input, state), stored };
  }

  /**
   * Tests a draft, as `integration test` does; every refusal is a check that failed.
   * @throws `RUN_CANCELLED`, or the signal's reason
   */
  async test(draft: Draft, options: DraftTestOptions): Promise<ConnectivityVerdict> {
    const { signal, onCheck } = options;
    for (const value of Object.values(draft.plan.secrets)) this.#parts.redactor.add(value);
    const leave = await this.#places.enter('draft', mostAtOnce, signal);
    let session: BrokerSession | undefined;
    try {
      session = this.#open(draft, signal);
      const open = session;
      const verdict = await judgeConnectivity({
        checks: this.#checks(draft, open, signal),
        stopped: () => open.stopped(),
        signal,
        onCheck: (check) => onCheck?.(this.#clean(check)),
      });
      if (verdict === undefined) throw new RollcallError('RUN_CANCELLED', 'the test was cancelled');
      return { ...verdict, checks: this.#clean(verdict.checks) };
    } finally {
      await session?.close();
      leave();
    }
  }

  async *#checks(
    draft: Draft,
    session: BrokerSession,
    signal: AbortSignal,
  ): AsyncGenerator<ConnectivityCheck> {
    const { clock, level, log } = this.#parts;
    const { plugin, plan } = draft;
    const { manifest } = plugin;
    const given = await grantedSecrets(manifest, () => this.#secrets(draft));
    const streams = manifest.streams.filter((stream) => isOn(stream, plan.options.streams));
    const input = { config: plan.config, streams: streams.map(({ name }) => name), ...given };
    const host = { plugin, http: session, log, clock, level, signal, mostMs };
    yield* runTest(await hookOptions(host, { name: 'testConnectivity', input }));
  }

  #open(draft: Draft, signal: AbortSignal): BrokerSession {
    const { broker, timezone, log } = this.#parts;
    const { plugin, plan, stored } = draft;
    const { manifest } = plugin;
    const { config, options } = plan;
    return broker.open({
      integrationId: stored?.id ?? 'unsaved',
      runId: 'unsaved',
      pluginId: manifest.id,
      manifest,
      config,
      secrets: () => this.#secrets(draft),
      ceilingPercent: ceilingPercentOf({ options }, manifest.quota),
      timezone: options.timezone ?? timezone,
      proxy: options.proxy,
      signal,
      tenantId: tenantOf(draft),
      person: true,
      log,
    });
  }

  async #secrets({ plugin, plan, stored }: Draft): Promise<Readonly<Record<string, string>>> {
    const { secrets, kept } = plan;
    if (stored === undefined) return secrets;
    const { vault } = this.#parts;
    return { ...(await readSecrets(vault, plugin.manifest, stored, kept)), ...secrets };
  }

  /** Plugins quote providers, and providers quote what they got. */
  #clean<T extends object>(told: T): T {
    return JSON.parse(this.#parts.redactor.redact(JSON.stringify(told)));
  }
}

/** The tenant that is known to be behind the draft's addresses. */
function tenantOf({ plugin, plan, stored }: Draft): string | undefined {
  if (stored === undefined) return undefined;
  const [before, after] = [stored, plan].map(({ config }) => secretOrigin(plugin.manifest, config));
  return before === after ? stored.tenantId : undefined;
}

function ofAnother({ name, pluginId }: Integration, wanted: string): RollcallError {
  return new RollcallError('INPUT_INVALID', `"${name}" belongs to ${pluginId}, not to ${wanted}`, {
    hint: 'Send the form of the plugin that the integration was made of.',
  });
}
