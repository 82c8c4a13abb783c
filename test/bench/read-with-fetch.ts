import { apiVersion, queries, type ReaderTask } from './soql.js';

interface Page {
  readonly records: readonly unknown[];
  readonly nextRecordsUrl?: string;
}

/**
 * Reads every row with Node's own fetch (undici), parses it and drops it: what nothing can be faster
 * than. Gives the number of rows. The process must run with `NODE_USE_ENV_PROXY=1`.
 */
export async function readWithFetch(task: ReaderTask): Promise<number> {
  const headers = { authorization: `Bearer ${await tokenOf(task)}` };
  let rows = 0;
  for (const soql of queries) {
    let path: string | undefined =
      `/services/data/v${apiVersion}/query?q=${encodeURIComponent(soql)}`;
    while (path !== undefined) {
      const response = await fetch(task.url + path, { headers });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      const page: Page = JSON.parse(await response.text());
      rows += page.records.length;
      path = page.nextRecordsUrl;
    }
  }
  return rows;
}

async function tokenOf({ url, consumerKey, consumerSecret }: ReaderTask): Promise<string> {
  const response = await fetch(`${url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: consumerKey,
      client_secret: consumerSecret,
    }),
  });
  const answer: { readonly access_token: string } = JSON.parse(await response.text());
  return answer.access_token;
}
