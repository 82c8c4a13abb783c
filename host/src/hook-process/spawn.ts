import type { ConnectivityCheck } from '@rollcall/core';
import { RollcallError } from '@rollcall/core';

import { protocolError } from './fields.js';
import type { CollectInput, HostMessage, TestInput } from './protocol.js';
import { type HookOptions, HookSession } from './session.js';

/**
 * Runs `collect` in a process of its own. Pulling the next message says that the one before is dealt
 * with (a batch: committed). Ends with `done` or `sliceEnd`; a consumer that stops pulling ends the process.
 * When the iteration has ended, the process is gone.
 * @throws the connector's error, the signal's reason, `PLUGIN_INVALID`, `PLUGIN_BROKEN`, or a code that begins with `HOOK_`
 */
export async function* runCollect(options: HookOptions<CollectInput>): AsyncGenerator<HostMessage> {
  const known = new Set(options.input.streams.map((stream) => stream.name));
  const session = await HookSession.open({ hook: 'collect', input: options.input }, options);
  try {
    for (;;) {
      const message = await session.next();
      if (message.type === 'check') throw protocolError('a check while collecting');
      if ('stream' in message && !known.has(message.stream)) {
        throw protocolError(
          `"${message.type}" for the stream ${message.stream}, which is not in the run`,
        );
      }
      yield message.type === 'failed'
        ? { ...message, error: session.tell(message.error) }
        : message;
      if (message.type === 'done' || message.type === 'sliceEnd') return;
    }
  } finally {
    await session.close();
  }
}

/**
 * Runs `testConnectivity` in a process of its own and gives its checks as they come.
 * @throws like `runCollect`, and `HOOK_TIMEOUT` when `sliceMs` has passed
 */
export async function* runTest(options: HookOptions<TestInput>): AsyncGenerator<ConnectivityCheck> {
  const session = await HookSession.open(
    { hook: 'testConnectivity', input: options.input },
    options,
  );
  try {
    for (;;) {
      const message = await session.next();
      if (message.type === 'done') return;
      if (message.type === 'sliceEnd') {
        throw new RollcallError('HOOK_TIMEOUT', 'the connectivity test took too long');
      }
      if (message.type !== 'check') throw protocolError(`"${message.type}" while testing`);
      yield message.check;
    }
  } finally {
    await session.close();
  }
}
