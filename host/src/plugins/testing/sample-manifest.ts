const sample: Record<string, unknown> = {
  $schema: '../../plugin.schema.json',
  id: 'acme-directory',
  name: 'Acme Directory',
  version: '1.2.0',
  apiVersion: '^1.0.0',
  publisher: 'Acme Ltd',
  description: 'Reads accounts and sign-ins.',
  license: 'Apache-2.0',
  entry: 'dist/index.js',
  config: {
    type: 'object',
    required: ['url', 'clientId', 'clientSecret'],
    properties: {
      url: {
        type: 'string',
        title: 'Address',
        format: 'uri',
        pattern: '^https://[a-z0-9.-]+$',
        maxLength: 200,
        'x-identity': true,
        'x-ui': {
          placeholder: 'https://acme.example.com',
          messages: { pattern: 'Enter the address of your directory.' },
          clean: [
            { pattern: '^\\s+|\\s+$', replace: '' },
            { pattern: '/+$', replace: '' },
          ],
        },
      },
      clientId: { type: 'string', title: 'Client id', minLength: 3 },
      clientSecret: {
        type: 'string',
        title: 'Client secret',
        writeOnly: true,
        format: 'secret',
        'x-ui': { clean: [{ pattern: '\\s+', replace: '' }] },
      },
      region: {
        title: 'Region',
        type: 'string',
        enum: ['eu', 'us'],
        default: 'eu',
        'x-ui': { labels: { eu: 'Europe' } },
      },
      days: { title: 'Days back', type: 'integer', minimum: 1, maximum: 180, default: 30 },
    },
    version: 2,
    migrations: [{ to: 2, rename: { host: 'url' } }],
  },
  setup: [
    { id: 'app', title: 'Make an app', body: 'Open **Settings**.', fills: ['clientId'] },
    { id: 'rights', title: 'Give rights', body: 'Tick the box.' },
  ],
  auth: {
    type: 'oauth2-client-credentials',
    tokenUrl: '{config.url}/oauth2/token',
    clientId: '{config.clientId}',
    clientSecret: '{config.clientSecret}',
    expired: [{ status: 401, bodyPattern: 'expired' }],
    refused: [{ bodyPattern: 'invalid_client', message: 'It is wrong.', setupStep: 'app' }],
  },
  baseUrl: { from: 'config', value: '{config.url}' },
  egress: [{ origin: '{config.url}', reason: 'The API' }],
  quota: [
    {
      name: 'daily-requests',
      title: 'Daily requests',
      applies: '^GET ',
      usage: { header: { name: 'X-Usage', pattern: '(?<used>\\d+)/(?<limit>\\d+)' } },
      exhausted: [{ status: 403, bodyPattern: 'TotalRequests' }],
      cost: [{ match: '^POST /batch$', cost: { perItemOf: '/batchRequests' } }],
    },
  ],
  streams: [
    {
      name: 'accounts',
      title: 'Accounts',
      entity: 'account',
      primaryKey: ['id'],
      mode: 'snapshot',
      personalData: ['username'],
    },
    {
      name: 'sign-ins',
      title: 'Sign-ins',
      entity: 'sign_in',
      primaryKey: ['id'],
      mode: 'incremental',
      settle: '15m',
    },
    {
      name: 'badges',
      title: 'Badges',
      entity: 'record',
      primaryKey: ['id'],
      mode: 'snapshot',
      schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
    },
  ],
  hooks: { testConnectivity: {}, collect: { slice: '30m' } },
};
/** A valid manifest in which every part occurs, as a value that a test may change. */
export function sampleManifest(): Record<string, unknown> {
  return structuredClone(sample);
}

/** The sample's text, one property a line. */
export function sampleText(change?: (manifest: Record<string, unknown>) => void): string {
  const manifest = sampleManifest();
  change?.(manifest);
  return JSON.stringify(manifest, null, 2);
}
