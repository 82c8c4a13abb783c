/** What a reply carries, before it becomes bytes. */
export type Content =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  | { readonly kind: 'empty' };

/** How the connection misbehaves while a reply is sent. */
type Mishap = 'reset' | 'reset-mid-body' | 'truncated-gzip' | 'corrupt-gzip';

/** An answer of the org. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
  readonly mishap?: Mishap;
}

/** A JSON answer. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, headers, content: { kind: 'json', value } };
}

/** A text answer of any media type. */
export function text(
  body: string,
  type: string,
  status = 200,
  headers: Record<string, string> = {},
): Reply {
  return { status, headers, content: { kind: 'text', type, text: body } };
}

/** An HTML page, as the edge and the login pages send them. */
export function html(title: string, status = 200): Reply {
  const head = `<head><title>${title}</title></head>`;
  const page = `<!DOCTYPE html><html>${head}<body><h1>${title}</h1></body></html>`;
  return text(page, 'text/html;charset=UTF-8', status);
}

/** An answer without a body. */
export function empty(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers, content: { kind: 'empty' } };
}

/** An error of the data APIs: an array with one entry. */
export function failure(status: number, errorCode: string, message: string): Reply {
  return json([{ message, errorCode }], status);
}
