import { expect, it } from 'vitest';

import { type ServerEvent, serverEvents } from './event-lines.js';

it('reads events that are cut anywhere, and leaves out comments', async () => {
  const text =
    'retry: 2000\n\nevent: check\ndata: {"id":"ü"}\n\n: alive\n\nevent: end\ndata: 1\n\n';
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
      controller.close();
    },
  });

  const events: ServerEvent[] = [];
  for await (const event of serverEvents(body)) events.push(event);

  expect(events).toEqual([
    { event: 'check', data: { id: 'ü' } },
    { event: 'end', data: 1 },
  ]);
});
