import type { Instance } from '../attacks/instance.js';
import type { Found } from '../judging/found.js';

/** Which instance a record is of. */
export class Labels {
  readonly #byRecord = new Map<string, Instance>();

  constructor(instances: readonly Instance[]) {
    for (const instance of instances) {
      for (const { id } of instance.traces) this.#byRecord.set(id, instance);
    }
  }

  /** Whether a finding rests on a record of something planted. */
  explain({ evidence }: Found): boolean {
    return evidence.some((id) => this.#byRecord.has(id));
  }

  /** The instances that findings rest on. */
  restedOnBy(findings: readonly Found[]): ReadonlySet<Instance> {
    const rested = new Set<Instance>();
    for (const { evidence } of findings) {
      for (const id of evidence) {
        const instance = this.#byRecord.get(id);
        if (instance !== undefined) rested.add(instance);
      }
    }
    return rested;
  }
}
