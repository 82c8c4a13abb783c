/** What JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/**
 * Where a stream continues: opaque to the host, at most 64 KiB of JSON. It describes everything of
 * the stream that is still to be read, and covers every earlier batch of its stream.
 */
export type Cursor = JsonValue;
