import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type BrokerFixture, openFixture } from './testing/fixture.js';
import { json } from './testing/test-provider.js';

let fixture: BrokerFixture;
const never = new AbortController().signal;

beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

describe('a provider that is down', () => {
  it('is left alone after ten failures, and it is said until when', async () => {
    fixture.provider.answer = (request, response) => {
      if (request.path === '/oauth/token') return json(response, { access_token: 'token-abcdef' });
      response.destroy();
    };
    const proxy = `http://127.0.0.1:${fixture.proxy.port}`;
    const session = await fixture.session({ broker: fixture.broker({ proxy }) });
    const ask = () => session.request({ url: '/data' }, 1, never).catch((thrown) => thrown);
    const first = [await ask(), await ask()];
    // In the middle of its tries the circuit opens.
    await ask();
    const sent = fixture.provider.at('/data').length;

    const refused = await ask();

    for (const error of first) expect(error).toMatchObject({ code: 'HTTP_UNAVAILABLE' });
    expect(sent).toBe(10);
    expect(fixture.provider.at('/data').length).toBe(sent);
    expect(refused).toMatchObject({
      code: 'HTTP_CIRCUIT_OPEN',
      hint: expect.stringMatching(/tried again at \d{4}-\d\d-\d\dT/),
      details: { resumeAt: expect.stringMatching(/T/) },
    });
  });
});
