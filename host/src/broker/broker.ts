import { Circuits } from './circuit.js';
import { Concurrency } from './concurrency.js';
import { type DispatcherOptions, Dispatchers } from './dispatchers.js';
import { BrokerSession } from './session.js';
import type { BrokerServices, BrokerSessionOptions } from './session-options.js';

/** What a process gives its broker. */
export interface BrokerOptions
  extends Omit<BrokerServices, 'dispatchers' | 'circuits' | 'concurrency'> {
  readonly connections?: DispatcherOptions | undefined;
}

/** Sends the requests of plugins. One for a process: connections, circuits and limits are shared. */
export class Broker {
  readonly #services: BrokerServices;

  constructor(options: BrokerOptions) {
    const { connections, ...services } = options;
    this.#services = {
      ...services,
      dispatchers: new Dispatchers(connections),
      circuits: new Circuits(),
      concurrency: new Concurrency(),
    };
  }

  /**
   * Begins a session; the caller closes it.
   * @throws `EGRESS_DENIED`, `CONFIG_INVALID`
   */
  open(options: BrokerSessionOptions): BrokerSession {
    return new BrokerSession(this.#services, options);
  }

  /** Breaks off every connection. */
  close(): Promise<void> {
    return this.#services.dispatchers.close();
  }
}
