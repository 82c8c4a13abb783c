import { describe, expect, it } from 'vitest';

import { sampleText } from './testing/sample-manifest.js';
import { validateManifest } from './validate.js';

interface Mistake {
  readonly name: string;
  /** The piece of the sample that is replaced (once), and its replacement. */
  readonly from: string;
  readonly to: string;
  readonly pointer: string;
  /** A piece of text on the line where the fault belongs. */
  readonly line: string;
  readonly suggestion?: string;
}

const clientSecret = '"writeOnly": true,\n        "format": "secret",';

const mistakes: readonly Mistake[] = [
  {
    name: 'unknown field',
    from: '"license"',
    to: '"licence"',
    pointer: '/licence',
    line: '"licence"',
    suggestion: 'license',
  },
  {
    name: 'misspelt required field',
    from: '"publisher"',
    to: '"publsher"',
    pointer: '/publsher',
    line: '"publsher"',
    suggestion: 'publisher',
  },
  {
    name: 'missing field',
    from: '  "name": "Acme Directory",\n',
    to: '',
    pointer: '/name',
    line: '{',
  },
  {
    name: 'missing field of a stream',
    from: '      "title": "Accounts",\n',
    to: '',
    pointer: '/streams/0/title',
    line: '{',
  },
  {
    name: 'bad id',
    from: '"acme-directory"',
    to: '"Acme Directory"',
    pointer: '/id',
    line: '"Acme Directory"',
  },
  { name: 'wrong type', from: '"Acme Ltd"', to: '7', pointer: '/publisher', line: '7' },
  { name: 'bad version', from: '"1.2.0"', to: '"1.2"', pointer: '/version', line: '"1.2"' },
  { name: 'not a range', from: '"^1.0.0"', to: '"one"', pointer: '/apiVersion', line: '"one"' },
  {
    name: 'another plugin API',
    from: '"^1.0.0"',
    to: '"^2.0.0"',
    pointer: '/apiVersion',
    line: '"^2.0.0"',
  },
  {
    name: 'entry outside of the folder',
    from: '"dist/index.js"',
    to: '"../index.js"',
    pointer: '/entry',
    line: '../index.js',
  },
  {
    name: 'unknown authentication',
    from: '"oauth2-client-credentials"',
    to: '"oauth2-client-credential"',
    pointer: '/auth/type',
    line: '"oauth2-client-credential"',
    suggestion: 'oauth2-client-credentials',
  },
  {
    name: 'missing part of auth',
    from: '    "clientId": "{config.clientId}",\n',
    to: '',
    pointer: '/auth/clientId',
    line: '"auth"',
  },
  {
    name: 'template names no field',
    from: '{config.clientId}',
    to: '{config.clientid}',
    pointer: '/auth/clientId',
    line: '{config.clientid}',
    suggestion: 'clientId',
  },
  {
    name: 'template with an expression',
    from: '"{config.clientId}"',
    to: '"{config.clientId || 1}"',
    pointer: '/auth/clientId',
    line: '||',
  },
  {
    name: 'template of another object',
    from: '"{config.clientId}"',
    to: '"{env.HOME}"',
    pointer: '/auth/clientId',
    line: '{env.HOME}',
  },
  {
    name: 'secret outside of credentials',
    from: '"scope-placeholder"',
    to: '',
    pointer: '/quota/0/scope',
    line: '"scope"',
  },
  {
    name: 'credential that is not a secret',
    from: '"{config.clientSecret}"',
    to: '"{config.region}"',
    pointer: '/auth/clientSecret',
    line: '{config.region}',
  },
  {
    name: 'http origin',
    from: '"origin": "{config.url}"',
    to: '"origin": "http://acme.example"',
    pointer: '/egress/0/origin',
    line: 'http://acme.example',
  },
  {
    name: 'origin with a path',
    from: '"origin": "{config.url}"',
    to: '"origin": "{config.url}/api"',
    pointer: '/egress/0/origin',
    line: '/api',
    suggestion: '{config.url}',
  },
  {
    name: 'base URL elsewhere',
    from: '"value": "{config.url}"',
    to: '"value": "https://acme.example"',
    pointer: '/baseUrl/value',
    line: 'https://acme.example',
  },
  {
    name: 'unknown source of the base URL',
    from: '"from": "config"',
    to: '"from": "confg"',
    pointer: '/baseUrl/from',
    line: 'confg',
    suggestion: 'config',
  },
  {
    name: 'token URL elsewhere',
    from: '{config.url}/oauth2/token',
    to: 'https://login.acme.example/token',
    pointer: '/auth/tokenUrl',
    line: 'login.acme.example',
  },
  {
    name: 'unknown JSON type',
    from: '"type": "integer"',
    to: '"type": "integr"',
    pointer: '/config/properties/days/type',
    line: 'integr',
    suggestion: 'integer',
  },
  {
    name: 'unknown keyword',
    from: '"minimum"',
    to: '"minimun"',
    pointer: '/config/properties/days/minimun',
    line: 'minimun',
    suggestion: 'minimum',
  },
  {
    name: 'negative length',
    from: '"minLength": 3',
    to: '"minLength": -3',
    pointer: '/config/properties/clientId/minLength',
    line: '-3',
  },
  {
    name: 'unknown format',
    from: '"format": "uri"',
    to: '"format": "url-"',
    pointer: '/config/properties/url/format',
    line: 'url-',
    suggestion: 'url',
  },
  {
    name: 'pattern with look-ahead',
    from: '^https://[a-z0-9.-]+$',
    to: '^(?=h)https',
    pointer: '/config/properties/url/pattern',
    line: '(?=h)',
  },
  {
    name: 'clean pattern that is broken',
    from: '"/+$"',
    to: '"(/+$"',
    pointer: '/config/properties/url/x-ui/clean/1/pattern',
    line: '(/+$',
  },
  {
    name: 'message for another keyword',
    from: '"pattern": "Enter',
    to: '"patern": "Enter',
    pointer: '/config/properties/url/x-ui/messages/patern',
    line: 'patern',
    suggestion: 'pattern',
  },
  {
    name: 'unknown presentation',
    from: '"placeholder"',
    to: '"placeholdr"',
    pointer: '/config/properties/url/x-ui/placeholdr',
    line: 'placeholdr',
    suggestion: 'placeholder',
  },
  {
    name: 'label of no value',
    from: '"eu": "Europe"',
    to: '"eur": "Europe"',
    pointer: '/config/properties/region/x-ui/labels/eur',
    line: '"eur"',
    suggestion: 'eu',
  },
  {
    name: 'default outside of the enumeration',
    from: '"default": "eu"',
    to: '"default": "de"',
    pointer: '/config/properties/region/default',
    line: '"de"',
  },
  {
    name: 'default beyond the maximum',
    from: '"default": 30',
    to: '"default": 300',
    pointer: '/config/properties/days/default',
    line: '300',
  },
  {
    name: 'secret without writeOnly',
    from: clientSecret,
    to: '"format": "secret",',
    pointer: '/config/properties/clientSecret/writeOnly',
    line: '"clientSecret"',
  },
  {
    name: 'secret without format',
    from: clientSecret,
    to: '"writeOnly": true,',
    pointer: '/config/properties/clientSecret/format',
    line: '"clientSecret"',
  },
  {
    name: 'required field that does not exist',
    from: '"url",\n      "clientId"',
    to: '"ulr",\n      "clientId"',
    pointer: '/config/required/0',
    line: '"ulr"',
    suggestion: 'url',
  },
  {
    name: 'field name with a dash',
    from: '"days": {',
    to: '"days-back": {',
    pointer: '/config/properties/days-back',
    line: 'days-back',
  },
  {
    name: 'migration beyond the version',
    from: '"version": 2',
    to: '"version": 1',
    pointer: '/config/version',
    line: '"version": 1',
  },
  {
    name: 'gap before the version',
    from: '"version": 2',
    to: '"version": 3',
    pointer: '/config/version',
    line: '"version": 3',
  },
  {
    name: 'migration to a later one',
    from: '"to": 2',
    to: '"to": 3',
    pointer: '/config/migrations/0/to',
    line: '"to": 3',
  },
  {
    name: 'rename to no field',
    from: '"host": "url"',
    to: '"host": "uri"',
    pointer: '/config/migrations/0/rename/host',
    line: '"host"',
    suggestion: 'url',
  },
  {
    name: 'step fills no field',
    from: '        "clientId"\n',
    to: '        "clientID_"\n',
    pointer: '/setup/0/fills/0',
    line: 'clientID_',
    suggestion: 'clientId',
  },
  {
    name: 'refusal names no step',
    from: '"setupStep": "app"',
    to: '"setupStep": "apps"',
    pointer: '/auth/refused/0/setupStep',
    line: 'apps',
    suggestion: 'app',
  },
  {
    name: 'two steps of one id',
    from: '"id": "rights"',
    to: '"id": "app"',
    pointer: '/setup/1/id',
    line: '"app"',
  },
  {
    name: 'two streams of one name',
    from: '"name": "sign-ins"',
    to: '"name": "accounts"',
    pointer: '/streams/1/name',
    line: '"accounts"',
  },
  {
    name: 'unknown entity',
    from: '"sign_in"',
    to: '"signin"',
    pointer: '/streams/1/entity',
    line: 'signin',
    suggestion: 'sign_in',
  },
  {
    name: 'bad duration',
    from: '"15m"',
    to: '"15 minutes"',
    pointer: '/streams/1/settle',
    line: '15 minutes',
  },
  {
    name: 'another primary key',
    from: '"id"\n      ],\n      "mode": "incremental"',
    to: '"time"\n      ],\n      "mode": "incremental"',
    pointer: '/streams/1/primaryKey',
    line: 'primaryKey',
  },
  {
    name: 'personal data in no field',
    from: '"username"',
    to: '"user_name"',
    pointer: '/streams/0/personalData/0',
    line: 'user_name',
    suggestion: 'username',
  },
  {
    name: 'record stream with a broken schema',
    from: '"type": "string"\n          }\n        }\n      }\n    }',
    to: '"type": "text"\n          }\n        }\n      }\n    }',
    pointer: '/streams/2/schema/properties/id/type',
    line: '"text"',
  },
  {
    name: 'answer pattern with a back-reference',
    from: '"invalid_client"',
    to: '"(a)\\\\1"',
    pointer: '/auth/refused/0/bodyPattern',
    line: '(a)',
  },
  {
    name: 'header pattern without groups',
    from: '(?<used>\\\\d+)',
    to: '(\\\\d+)',
    pointer: '/quota/0/usage/header/pattern',
    line: '(?<limit>',
  },
  {
    name: 'misspelt cost',
    from: '"perItemOf"',
    to: '"perItemof"',
    pointer: '/quota/0/cost/0/cost/perItemof',
    line: 'perItemof',
    suggestion: 'perItemOf',
  },
  {
    name: 'cost of another type',
    from: '"cost": {\n            "perItemOf": "/batchRequests"\n          }',
    to: '"cost": "two"',
    pointer: '/quota/0/cost/0/cost',
    line: '"two"',
  },
  {
    name: 'unknown hook',
    from: '"testConnectivity"',
    to: '"testConectivity"',
    pointer: '/hooks/testConectivity',
    line: 'testConectivity',
    suggestion: 'testConnectivity',
  },
  {
    name: 'schema with an id of its own',
    from: '"title": "Days back"',
    to: '"$id": "https://acme.example/days"',
    pointer: '/config/properties/days/$id',
    line: '$id',
  },
  {
    name: 'duplicate name',
    from: '"publisher": "Acme Ltd",',
    to: '"publisher": "Acme Ltd",\n  "name": "Other",',
    pointer: '/name',
    line: '"Other"',
  },
  {
    name: 'missing comma',
    from: '"Acme Ltd",',
    to: '"Acme Ltd"',
    pointer: '',
    line: '"description"',
  },
  {
    name: 'trailing comma',
    from: '"reason": "The API"',
    to: '"reason": "The API",',
    pointer: '',
    line: '}',
  },
  {
    name: 'comment',
    from: '"publisher"',
    to: '// who\n  "publisher"',
    pointer: '',
    line: '// who',
  },
];

function broken({ name, from, to }: Mistake): string {
  if (name === 'secret outside of credentials') {
    return sampleText((manifest) => {
      const [quota] = manifest.quota as Record<string, unknown>[];
      Object.assign(quota ?? {}, { scope: '{config.clientSecret}' });
    });
  }
  const text = sampleText();
  expect(text).toContain(from);
  return text.replace(from, () => to);
}

describe('validateManifest', () => {
  it('accepts the sample', () => {
    const { manifest, faults } = validateManifest(sampleText(), 'plugin.json');

    expect(faults).toEqual([]);
    expect(manifest?.id).toBe('acme-directory');
  });

  it.each(mistakes)('tells "$name" once, where it is', (mistake) => {
    const text = broken(mistake);

    const { manifest, faults } = validateManifest(text, 'plugin.json');

    expect(manifest).toBeUndefined();
    expect(faults.map(({ pointer, message }) => ({ pointer, message }))).toEqual([
      { pointer: mistake.pointer, message: expect.any(String) },
    ]);
    const [fault] = faults;
    expect(text.split('\n')[(fault?.line ?? 0) - 1]).toContain(mistake.line);
    expect(fault?.expected).not.toBe('');
    expect(fault?.suggestion).toBe(mistake.suggestion);
  });

  it('tells several mistakes at once, in the order of the text', () => {
    const text = sampleText()
      .replace('"publisher"', '"publsher"')
      .replace('"sign_in"', '"signin"')
      .replace('"minimum"', '"minimun"');

    const { faults } = validateManifest(text, 'plugin.json');

    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/publsher',
      '/config/properties/days/minimun',
      '/streams/1/entity',
    ]);
  });

  it.each(['', '[]', 'null', '"x"', '{}', `${'['.repeat(100_000)}`])('survives %.20j', (text) => {
    const { manifest, faults } = validateManifest(text, 'plugin.json');

    expect(manifest).toBeUndefined();
    expect(faults.length).toBeGreaterThan(0);
  });

  it('wants closed alternatives with a discriminator', () => {
    const branch = (kind: string) => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: kind } },
    });
    const text = sampleText((manifest) => {
      const config = manifest.config as { properties: Record<string, unknown> };
      config.properties.source = {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        required: ['kind'],
        oneOf: [{ ...branch('a'), additionalProperties: false }, branch('b')],
      };
    });

    const { faults } = validateManifest(text, 'plugin.json');

    expect(faults.map(({ pointer }) => pointer)).toEqual(['/config/properties/source/oneOf/1']);
  });
});
