import { defineEntity, type RecordOf } from './define-entity.js';

/** One attempt to sign in. */
export const signIn = defineEntity({
  name: 'sign_in',
  plural: 'sign_ins',
  title: 'Sign-in',
  fields: {
    time: { kind: 'instant', required: true, description: 'When, by the provider’s clock' },
    accountId: { kind: 'text', required: false, description: 'Whose', refersTo: 'account' },
    outcome: {
      kind: 'text',
      required: true,
      description: 'Whether it let in',
      values: ['success', 'failure'],
    },
    statusDetail: { kind: 'text', required: false, description: 'The provider’s own words' },
    method: {
      kind: 'text',
      required: false,
      description: 'How, normalised',
      values: [
        'password',
        'sso',
        'oauth',
        'certificate',
        'passwordless',
        'api_password',
        'impersonation',
        'other',
      ],
    },
    channel: {
      kind: 'text',
      required: false,
      description: 'Where',
      values: ['ui', 'api', 'mobile', 'internal', 'unknown'],
    },
    signInType: { kind: 'text', required: false, description: 'The provider’s own type' },
    signInSubtype: { kind: 'text', required: false, description: 'The provider’s own subtype' },
    sourceIp: {
      kind: 'text',
      required: false,
      description: 'Address it came from, or the provider’s word for its own',
      personal: true,
    },
    forwardedFor: {
      kind: 'text',
      required: false,
      description: 'Addresses that a proxy reported',
      personal: true,
    },
    country: { kind: 'text', required: false, description: 'ISO 3166 alpha-2' },
    city: { kind: 'text', required: false, description: 'City', personal: true },
    region: { kind: 'text', required: false, description: 'Region' },
    latitude: { kind: 'number', required: false, description: 'Degrees', personal: true },
    longitude: { kind: 'number', required: false, description: 'Degrees', personal: true },
    application: { kind: 'text', required: false, description: 'Name of the application' },
    browser: { kind: 'text', required: false, description: 'Browser, in the provider’s words' },
    platform: {
      kind: 'text',
      required: false,
      description: 'Operating system, in the provider’s words',
    },
    clientVersion: { kind: 'text', required: false, description: 'Version of the client' },
    apiType: { kind: 'text', required: false, description: 'Which API' },
    apiVersion: { kind: 'text', required: false, description: 'Its version' },
    tlsProtocol: { kind: 'text', required: false, description: 'TLS version' },
    cipherSuite: { kind: 'text', required: false, description: 'OpenSSL name' },
    host: { kind: 'text', required: false, description: 'Host that was signed in to' },
    authServiceId: { kind: 'text', required: false, description: 'The identity provider’s id' },
    authMethodReference: {
      kind: 'text',
      required: false,
      description: 'AMR of the identity provider',
    },
    authContextClass: {
      kind: 'text',
      required: false,
      description: 'ACR of the identity provider',
    },
    isCollector: {
      kind: 'boolean',
      required: false,
      description: 'Whether it is one of Rollcall’s own',
    },
  },
});

/** One attempt to sign in. */
export type SignIn = RecordOf<typeof signIn>;
