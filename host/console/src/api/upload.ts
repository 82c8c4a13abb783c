import { presentCsrfToken } from './client.js';
import { problemOf, unreachable } from './problem.js';

/** Sends an archive as it is. The typed client knows JSON only. */
export async function upload<Body>(path: string, archive: Blob): Promise<Body> {
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'x-csrf-token': presentCsrfToken(), 'content-type': 'application/gzip' },
    body: archive,
  }).catch((cause) => {
    throw unreachable(cause);
  });
  if (!response.ok) throw await problemOf(response);
  const body: Body = await response.json();
  return body;
}
