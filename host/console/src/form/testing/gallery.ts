import type { FieldSchema } from '../field-schema.js';

/** The config schemas of ten manifests, each with what makes forms hard in another way. */
export const gallery: Readonly<Record<string, FieldSchema>> = {
  'plain texts': {
    type: 'object',
    required: ['url', 'key', 'secret'],
    properties: {
      url: { type: 'string', title: 'Address', format: 'uri' },
      key: { type: 'string', title: 'Key', maxLength: 512 },
      secret: { type: 'string', title: 'Secret', writeOnly: true, format: 'secret' },
    },
  },
  'alternatives by a tag': {
    type: 'object',
    required: ['auth'],
    properties: {
      auth: {
        type: 'object',
        title: 'Sign-in',
        discriminator: { propertyName: 'kind' },
        oneOf: [
          {
            title: 'By key',
            required: ['kind', 'keyId'],
            properties: {
              kind: { type: 'string', const: 'key' },
              keyId: { type: 'string', title: 'Key id' },
            },
          },
          {
            title: 'By user',
            required: ['kind', 'user'],
            properties: {
              kind: { type: 'string', const: 'user' },
              user: { type: 'string', title: 'User' },
              remember: { type: 'boolean', title: 'Remember' },
            },
          },
        ],
      },
    },
  },
  'alternatives at the top': {
    type: 'object',
    required: ['kind'],
    properties: { url: { type: 'string', title: 'Address' } },
    discriminator: { propertyName: 'kind' },
    oneOf: [
      {
        title: 'Cloud',
        required: ['kind', 'token'],
        properties: {
          kind: { type: 'string', const: 'cloud' },
          token: { type: 'string', title: 'Token', writeOnly: true, format: 'secret' },
        },
      },
      {
        title: 'Own server',
        required: ['kind', 'host'],
        properties: {
          kind: { type: 'string', const: 'own' },
          host: { type: 'string', title: 'Host', format: 'hostname' },
        },
      },
    ],
  },
  'lists of texts and choices': {
    type: 'object',
    properties: {
      domains: { type: 'array', title: 'Domains', items: { type: 'string' } },
      regions: {
        type: 'array',
        title: 'Regions',
        uniqueItems: true,
        items: { enum: ['eu', 'us', 'ap'] },
      },
    },
  },
  'lists of objects': {
    type: 'object',
    properties: {
      sites: {
        type: 'array',
        title: 'Sites',
        items: {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string', title: 'Name' },
            days: { type: 'integer', title: 'Days' },
          },
        },
      },
    },
  },
  'nested groups': {
    type: 'object',
    required: ['proxy'],
    properties: {
      proxy: {
        type: 'object',
        title: 'Proxy',
        required: ['limits'],
        properties: {
          host: { type: 'string', title: 'Host' },
          limits: {
            type: 'object',
            title: 'Limits',
            properties: { perDay: { type: 'integer', title: 'Per day' } },
          },
        },
      },
      note: { type: 'string', title: 'Note', 'x-ui': { group: 'advanced', multiline: true } },
    },
  },
  'numbers with units': {
    type: 'object',
    properties: {
      days: { type: 'integer', title: 'Days', minimum: 1, maximum: 90, 'x-ui': { unit: 'days' } },
      share: { type: 'number', title: 'Share', default: 0.5, 'x-ui': { unit: '%' } },
    },
  },
  'choices of one': {
    type: 'object',
    required: ['size'],
    properties: {
      size: { enum: ['s', 'm', 'l'], title: 'Size', 'x-ui': { labels: { s: 'Small' } } },
      level: {
        type: 'integer',
        title: 'Level',
        oneOf: [
          { const: 1, title: 'One' },
          { const: 2, title: 'Two' },
        ],
      },
    },
  },
  'dates and times': {
    type: 'object',
    properties: {
      since: { type: 'string', format: 'date', title: 'Since' },
      at: { type: 'string', format: 'time', title: 'At' },
    },
  },
  'parts under conditions': {
    type: 'object',
    required: ['isSandbox'],
    properties: { isSandbox: { type: 'boolean', title: 'Sandbox' } },
    if: { required: ['isSandbox'], properties: { isSandbox: { const: true } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['sandboxName'], properties: { sandboxName: { type: 'string' } } },
    else: { properties: { region: { enum: ['eu', 'us'] } } },
  },
};
