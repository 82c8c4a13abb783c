import 'reflect-metadata';

import { RollcallError, toErrorData } from '@rollcall/core';

import { ChannelClock } from './child/channel-clock.js';
import { ChannelHttp } from './child/channel-http.js';
import { ChannelLog } from './child/channel-log.js';
import { harden } from './child/harden.js';
import { HostChannel, type WireMessage } from './child/host-channel.js';
import { loadConnector } from './child/load-connector.js';
import { HookRun } from './child/run-hook.js';
import type { ParentMessage } from './protocol.js';

const channelFd = 3;
const exit = process.exit.bind(process);
const cancel = new AbortController();

const channel = new HostChannel(
  channelFd,
  (message, payload) => receive(message, payload),
  () => exit(1),
);
const send = (message: WireMessage, payload?: Uint8Array) => channel.send(message, payload);
const clock = new ChannelClock({ now: Date.now(), providerOffsetMs: 0 }, () => performance.now());
const http = new ChannelHttp(send, clock);
const log = new ChannelLog(send);
const hookRun = new HookRun({ send, signal: cancel.signal });
let ending = false;

process.on('uncaughtException', (error) => endWith(failureOutside(error)));
process.on('unhandledRejection', (error) => endWith(failureOutside(error)));

function receive(message: ParentMessage, payload: Buffer): void {
  if (message.type === 'start') void start(message);
  else if (message.type === 'taken') hookRun.taken();
  else if (message.type === 'abort') {
    cancel.abort(new RollcallError('RUN_CANCELLED', 'the host asked the hook to stop'));
  } else http.receive(message, payload);
}

async function start(message: Extract<ParentMessage, { type: 'start' }>): Promise<void> {
  try {
    clock.set(message.clock);
    log.takeOver(console);
    harden();
    const connector = await loadConnector(message.entry, message.task.hook, { http, clock, log });
    await endWith(await hookRun.run(connector, message.task));
  } catch (error) {
    await endWith({ type: 'failed', error: toErrorData(error, 'PLUGIN_BROKEN') });
  }
}

/** The last word, then the end: whatever the plugin has left running ends with it. */
async function endWith(lastWord: WireMessage): Promise<void> {
  if (ending) return;
  ending = true;
  send(lastWord);
  await channel.end();
  exit(lastWord.type === 'failed' ? 1 : 0);
}

function failureOutside(error: unknown): WireMessage {
  const { message } = toErrorData(error);
  const failure = new RollcallError(
    'HOOK_CRASHED',
    `the plugin threw outside its hook, where nobody could catch it: ${message}`,
    { retryable: false, hint: 'Report this to the publisher of the plugin.' },
  );
  return { type: 'failed', error: toErrorData(failure) };
}
