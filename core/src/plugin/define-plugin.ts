import type { Connector } from '../connector/connector.js';

/** A class whose instances are connectors. Its constructor's parameters are injected. */
export type ConnectorClass<Config> = new (...args: never[]) => Connector<Config>;

/** What a plugin's entry exports as its default. */
export interface PluginDefinition<Config = unknown> {
  /** The connector's class. */
  readonly connector: ConnectorClass<Config>;
}

/** Declares a plugin: `export default definePlugin({ connector: MyConnector })`. */
export function definePlugin<Config>(
  definition: PluginDefinition<Config>,
): PluginDefinition<Config> {
  return Object.freeze({ ...definition });
}
