import { Socket } from 'node:net';

import { encodeFrame, type Frame, FrameReader } from '../frames.js';
import type { ChildMessage, ParentMessage } from '../protocol.js';

/** What the child puts on the wire: a message whose bulk travels as payload. */
export type WireMessage =
  | Exclude<ChildMessage, { type: 'batch' | 'request' | 'stream' }>
  | Omit<Extract<ChildMessage, { type: 'batch' }>, 'records'>
  | (Extract<ChildMessage, { type: 'request' | 'stream' }> & { readonly body?: 'json' | 'text' });

/** Gets the host's messages, in order. */
export type Receiver = (message: ParentMessage, payload: Buffer) => void;

/** The host's configuration travels in a header. */
const maxHostHeaderBytes = 64 * 1024 * 1024;

/** The child's end of the channel to its host. */
export class HostChannel {
  readonly #socket: Socket;
  #isEnding = false;

  /** `fd` is the inherited descriptor; `onClose` is called when the host has gone. */
  constructor(fd: number, receive: Receiver, onClose: () => void) {
    const reader = new FrameReader(maxHostHeaderBytes);
    this.#socket = new Socket({ fd, readable: true, writable: true });
    this.#socket.on('data', (piece: Buffer) => {
      for (const frame of reader.push(piece)) receive(parentMessage(frame), frame.payload);
    });
    this.#socket.on('error', () => {
      if (!this.#isEnding) onClose();
    });
    this.#socket.on('close', () => {
      if (!this.#isEnding) onClose();
    });
  }

  /** Sends one message; the order is kept. */
  send(message: WireMessage, payload?: Uint8Array): void {
    for (const bytes of encodeFrame(message, payload)) this.#socket.write(bytes);
  }

  /**
   * Says that nothing more comes, and resolves when the host has read it all and closed its end. Gone
   * before that, this end would make the host's next write fail, and what it had not read yet be lost.
   */
  async end(): Promise<void> {
    this.#isEnding = true;
    await new Promise<void>((resolve) => {
      this.#socket.once('close', resolve);
      this.#socket.end();
    });
  }
}

/** The host started this process and is trusted; its messages are not checked again. */
function parentMessage(frame: Frame): ParentMessage {
  return frame.header as ParentMessage & Frame['header'];
}
