import { type Connector, RollcallError, Tokens } from '@rollcall/core';
import { container, injectable } from 'tsyringe';

import type { HookName } from '../protocol.js';
import type { ChannelClock } from './channel-clock.js';
import type { ChannelHttp } from './channel-http.js';
import type { ChannelLog } from './channel-log.js';

/** What a connector may inject. */
export interface LentServices {
  readonly http: ChannelHttp;
  readonly clock: ChannelClock;
  readonly log: ChannelLog;
}

type AnyClass = new (...args: unknown[]) => Connector;

/**
 * Loads the plugin's entry and makes its connector, in a container of its own.
 * @throws `PLUGIN_BROKEN` when it cannot be loaded, exports no plugin, or lacks the hook
 */
export async function loadConnector(
  entryUrl: string,
  hook: HookName,
  services: LentServices,
): Promise<Connector> {
  const connectorClass = connectorClassOf(await load(entryUrl));
  // the plugin may carry its own copy of tsyringe, whose marks this one does not see
  injectable()(connectorClass);
  // the root holds nothing: this process makes one container
  const own = container.createChildContainer();
  own.registerInstance(Tokens.Http, services.http);
  own.registerInstance(Tokens.Clock, services.clock);
  own.registerInstance(Tokens.Log, services.log);
  const connector = resolve(() => own.resolve(connectorClass));
  if (typeof connector[hook] !== 'function') throw broken(`its connector has no hook "${hook}"`);
  return connector;
}

async function load(entryUrl: string): Promise<unknown> {
  try {
    const loaded: unknown = await import(entryUrl);
    return loaded;
  } catch (error) {
    throw broken(`it cannot be loaded: ${messageOf(error)}`, error);
  }
}

function connectorClassOf(loaded: unknown): AnyClass {
  const plugin = member(loaded, 'default');
  const found = member(plugin, 'connector');
  if (isClass(found)) return found;
  throw broken('its entry does not export definePlugin({ connector: … }) as its default');
}

function resolve(make: () => Connector): Connector {
  try {
    return make();
  } catch (error) {
    throw broken(`its connector cannot be made: ${messageOf(error)}`, error);
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function isClass(value: unknown): value is AnyClass {
  return typeof value === 'function' && typeof value.prototype === 'object';
}

function broken(what: string, cause?: unknown): RollcallError {
  return new RollcallError('PLUGIN_BROKEN', `the plugin does not work: ${what}`, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
