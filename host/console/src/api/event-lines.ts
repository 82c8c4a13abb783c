/** One server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
}

/** The events of an answer, as they come. Ends with the answer; comments are left out. */
export async function* serverEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (rest + value).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const event = parse(part);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parse(part: string): ServerEvent | undefined {
  const lines = part.split('\n').map((line) => /^(event|data): (.*)$/.exec(line));
  const field = (name: string) => lines.find((line) => line?.[1] === name)?.[2];
  const data = field('data');
  return data === undefined ? undefined : { event: field('event') ?? '', data: JSON.parse(data) };
}
