// Runs as a process of its own, because Node reads NODE_EXTRA_CA_CERTS only when it starts.
import jsforce from 'jsforce';

const { LOGIN_URL = '', CLIENT_ID = '', CLIENT_SECRET = '', PROXY_URL = '' } = process.env;

const connection = new jsforce.Connection({
  version: '62.0',
  instanceUrl: LOGIN_URL,
  httpProxy: PROXY_URL,
  oauth2: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, loginUrl: LOGIN_URL },
});
await connection.authorize({ grant_type: 'client_credentials' });
const users = await readIds('SELECT Id, Name, Profile.Name FROM User');
const signIns = await readIds('SELECT Id, LoginTime FROM LoginHistory ORDER BY LoginTime, Id');
const { fields } = await connection.describe('User');
process.stdout.write(JSON.stringify({ users, signIns, fields: fields.length }));

async function readIds(soql: string): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  let result = await connection.query(soql);
  for (;;) {
    ids.push(...result.records.map((record) => record.Id));
    if (result.done || result.nextRecordsUrl === undefined) return ids;
    result = await connection.queryMore(result.nextRecordsUrl);
  }
}
