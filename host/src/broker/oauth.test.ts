import { isRollcallError } from '@rollcall/core';
import { describe, expect, it } from 'vitest';

import { type ClientCredentials, readTokenAnswer, tokenRequest } from './oauth.js';

const auth: ClientCredentials = {
  type: 'oauth2-client-credentials',
  tokenUrl: '{config.url}/token',
  clientId: '{config.id}',
  clientSecret: '{config.secret}',
  refused: [
    {
      bodyPattern: '(?i)no client credentials user',
      message: 'No run-as user',
      hint: 'Set one',
      setupStep: 'run-as',
    },
  ],
};
const values = { url: 'https://acme.example.com', id: 'a+b', secret: 'c&d:e' };
const options = { host: 'acme.example.com', baseUrlPointer: undefined };
const answer = (status: number, body: unknown) => ({
  status,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

function refused(status: number, body: unknown, pointer?: string) {
  try {
    readTokenAnswer(auth, answer(status, body), { ...options, baseUrlPointer: pointer });
  } catch (error) {
    if (isRollcallError(error)) return error;
  }
  throw new Error('it was not refused');
}

describe('a token request', () => {
  it('carries the credentials in the body, encoded', () => {
    expect(tokenRequest(auth, values)).toMatchObject({
      url: 'https://acme.example.com/token',
      body: 'grant_type=client_credentials&client_id=a%2Bb&client_secret=c%26d%3Ae',
    });
  });

  it('carries them as HTTP basic where the manifest says so', () => {
    const request = tokenRequest(
      { ...auth, clientAuthentication: 'basic', scopes: ['read', 'write'] },
      values,
    );

    expect(request.headers.authorization).toBe(
      `Basic ${Buffer.from('a%2Bb:c%26d%3Ae').toString('base64')}`,
    );
    expect(request.body).toBe('grant_type=client_credentials&scope=read+write');
  });
});

describe('a token answer', () => {
  it('gives the token and the address that came with it', () => {
    const body = { access_token: 'abc!def', instance_url: 'https://acme.example.com' };

    expect(
      readTokenAnswer(auth, answer(200, body), { ...options, baseUrlPointer: '/instance_url' }),
    ).toEqual({
      accessToken: 'abc!def',
      baseUrl: 'https://acme.example.com',
    });
  });

  it('that the manifest knows is told in its words', () => {
    const error = refused(400, {
      error: 'invalid_grant',
      error_description: 'No client credentials user enabled',
    });

    expect(error).toMatchObject({
      code: 'AUTH_REFUSED',
      message: 'No run-as user',
      hint: 'Set one',
      setupStep: 'run-as',
    });
  });

  it('that nobody knows is told with both of the provider’s words', () => {
    const error = refused(400, { error: 'odd_error', error_description: 'something odd' });

    expect(error.code).toBe('AUTH_REFUSED');
    expect(error.message).toContain('odd_error: something odd');
  });

  it.each([
    [503, { error: 'x' }, 'HTTP_UNAVAILABLE'],
    [429, { error: 'slow' }, 'HTTP_UNAVAILABLE'],
    [503, '<html>down</html>', 'HTTP_UNAVAILABLE'],
    [200, '<html>sign in</html>', 'HTTP_NOT_JSON'],
    [404, '<html>URL no longer exists</html>', 'HTTP_NOT_JSON'],
  ])('of %i with %j is transient', (status, body, code) => {
    expect(refused(status, body)).toMatchObject({ code, retryable: true });
  });

  it('with an error inside a good status is refused', () => {
    expect(refused(200, { error: 'invalid_client' }).code).toBe('AUTH_REFUSED');
  });

  it.each([{}, { access_token: '' }, { access_token: 5 }, { access_token: 'a\r\nb' }])(
    'without a usable token (%j) is refused',
    (body) => {
      expect(refused(200, body).code).toBe('AUTH_REFUSED');
    },
  );
});
