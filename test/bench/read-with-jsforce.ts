import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

import { apiVersion, queries, type ReaderTask } from './soql.js';

/** Reads every row with jsforce, as its documentation shows, and writes them to a file. Gives their number. */
export async function readWithJsforce(task: ReaderTask): Promise<number> {
  // loaded here alone: the other readers run from the same bundle
  const { default: jsforce } = await import('jsforce');
  const connection = new jsforce.Connection({
    version: apiVersion,
    instanceUrl: task.url,
    httpProxy: task.proxyUrl,
    oauth2: { clientId: task.consumerKey, clientSecret: task.consumerSecret, loginUrl: task.url },
  });
  await connection.authorize({ grant_type: 'client_credentials' });
  const file = createWriteStream(task.out);
  let rows = 0;
  for (const soql of queries) {
    let result = await connection.query(soql);
    for (;;) {
      rows += result.records.length;
      const lines = result.records.map((record) => `${JSON.stringify(record)}\n`);
      if (!file.write(lines.join(''))) await once(file, 'drain');
      if (result.done || result.nextRecordsUrl === undefined) break;
      result = await connection.queryMore(result.nextRecordsUrl);
    }
  }
  file.end();
  await once(file, 'finish');
  return rows;
}
