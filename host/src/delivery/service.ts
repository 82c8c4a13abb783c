import { type Clock, hasCode } from '@rollcall/core';
import type { Pool } from 'pg';

import { appendLine } from './append-file.js';
import type { Attempt, Parcel } from './attempt.js';
import { nextTry } from './backoff.js';
import { type ClaimedMessage, claim, giveUp, postpone, putBack, rest, settle } from './outbox.js';
import type { WebhookSender } from './send-webhook.js';
import { assertTarget, type DeliveryTarget, type NewTarget } from './target.js';
import type { DeliveryTargets } from './targets.js';

/** What deliveries are made with. */
export interface DeliveryParts {
  readonly pool: Pool;
  readonly clock: Pick<Clock, 'now'>;
  readonly targets: DeliveryTargets;
  readonly webhooks: Pick<WebhookSender, 'send'>;
  /** Makes ids that were never used before. */
  readonly newId: () => string;
  /** Makes a secret to sign with. */
  readonly newSecret: () => string;
  /** A message that could not be delivered for so long is given up. */
  readonly giveUpAfterMs: number;
  readonly log: { warn(fields: object, message: string): void };
}

/** A target that was made just now: the only time that its secret can be read. */
export interface AddedTarget {
  readonly target: DeliveryTarget;
  /** Undefined for files, and where the person gave it. */
  readonly secret: string | undefined;
}

/** Tells targets of findings: each change at least once, those of one finding in order. */
export class DeliveryService {
  readonly #parts: DeliveryParts;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Every target, by name. */
  list(): Promise<readonly DeliveryTarget[]> {
    return this.#parts.targets.list();
  }

  /**
   * Adds a target. It is told of what happens from now on.
   * @throws `INPUT_INVALID`, `NAME_TAKEN`, `KEY_MISMATCH`
   */
  async add(wish: NewTarget): Promise<AddedTarget> {
    const { targets, newId, newSecret, clock } = this.#parts;
    assertTarget(wish);
    const isSigned = wish.kind === 'webhook';
    const made = isSigned && wish.secret === undefined ? newSecret() : undefined;
    const secret = isSigned ? (wish.secret ?? made) : undefined;
    const target = await targets.add({ ...wish, secret }, { id: newId(), at: clock.now() });
    return { target, secret: made };
  }

  /**
   * Sends a test message, past all that waits.
   * @throws `NOT_FOUND`, `KEY_MISMATCH`
   */
  async test(
    idOrName: string,
    signal: AbortSignal,
  ): Promise<{ readonly target: DeliveryTarget; readonly attempt: Attempt }> {
    const { targets, clock, newId } = this.#parts;
    const target = await targets.get(idOrName);
    const at = clock.now().toISOString();
    const id = `test-${newId()}`;
    const body = JSON.stringify({ id, type: 'test', at, message: 'Rollcall can deliver here.' });
    return { target, attempt: await this.#attempt(target, { key: id, body }, signal) };
  }

  /**
   * Removes a target with what it was still to be told.
   * @throws `NOT_FOUND`
   */
  async remove(idOrName: string): Promise<DeliveryTarget> {
    const target = await this.#parts.targets.get(idOrName);
    await this.#parts.targets.remove(target.id);
    return target;
  }

  /** Delivers what is due, until nothing is or `signal` aborts. */
  async deliverDue(signal: AbortSignal): Promise<void> {
    const { pool, clock, targets } = this.#parts;
    while (!signal.aborted) {
      const claimed = await claim(pool, clock.now());
      if (claimed.length === 0) return;
      const known = new Map((await targets.list()).map((target) => [target.id, target]));
      const byTarget = Map.groupBy(claimed, ({ targetId }) => targetId);
      await Promise.all(
        [...byTarget].map(async ([id, messages]) => {
          const target = known.get(id);
          if (target) await this.#deliverAll(target, messages, signal);
        }),
      );
    }
  }

  /** One after the other; the first fault of the target itself ends it for now. */
  async #deliverAll(
    target: DeliveryTarget,
    messages: readonly ClaimedMessage[],
    signal: AbortSignal,
  ): Promise<void> {
    const { pool, clock, targets } = this.#parts;
    for (const [index, message] of messages.entries()) {
      const attempt = await this.#attemptOrFault(target, message, signal);
      const now = clock.now();
      if (attempt === undefined || !attempt.isDelivered) {
        const left = messages.slice(index + 1).map(({ id }) => id);
        if (attempt === undefined) return putBack(pool, [message.id, ...left], now);
        const until = nextTry(message.tries, now);
        await this.#fail(target, { message, attempt, until });
        if (!attempt.isTargetFault) continue;
        await putBack(pool, left, until);
        return;
      }
      await settle(pool, message.id);
      await targets.noteDelivered(target.id, now);
    }
  }

  async #fail(
    target: DeliveryTarget,
    {
      message,
      attempt,
      until,
    }: { message: ClaimedMessage; attempt: Exclude<Attempt, { isDelivered: true }>; until: Date },
  ): Promise<void> {
    const { pool, clock, targets, log, giveUpAfterMs } = this.#parts;
    const now = clock.now();
    await targets.noteFailed(target.id, now, attempt.detail);
    await postpone(pool, message.id, until);
    if (attempt.isTargetFault) await rest(pool, target.id, until);
    const lost = await giveUp(pool, target.id, new Date(now.getTime() - giveUpAfterMs));
    const fields = { target: target.name, reason: attempt.detail };
    log.warn(fields, 'a delivery failed');
    if (lost > 0) log.warn({ ...fields, lost }, 'deliveries were given up');
  }

  /** Undefined when it was broken off. */
  async #attemptOrFault(
    target: DeliveryTarget,
    parcel: Parcel,
    signal: AbortSignal,
  ): Promise<Attempt | undefined> {
    try {
      signal.throwIfAborted();
      return await this.#attempt(target, parcel, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!hasCode(error, 'KEY_MISMATCH', 'SECRET_REENTER', 'HTTP_PROXY')) throw error;
      return { isDelivered: false, detail: error.message, isTargetFault: true };
    }
  }

  async #attempt(target: DeliveryTarget, parcel: Parcel, signal: AbortSignal): Promise<Attempt> {
    if (target.kind === 'file') return appendLine(target.address, parcel.body);
    const { webhooks, clock, targets } = this.#parts;
    const secret = await targets.secretOf(target);
    const url = new URL(target.address);
    return webhooks.send({ ...parcel, url, secret, at: clock.now(), signal });
  }
}
