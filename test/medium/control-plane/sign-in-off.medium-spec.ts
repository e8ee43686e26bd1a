import { ConsoleClient } from '../../support/console-client.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

/** As a proxy on this machine passes a request on, with the host of its own connection. */
const PASSED_ON = { 'x-forwarded-for': '203.0.113.9' };

describe('a control plane without sign-in', () => {
  let server: WholeServer;
  beforeAll(async () => {
    server = await startWholeServer();
  }, 60_000);
  afterAll(() => server.remove());

  it.each(['/api/v1/me', '/download/probe.cjs', '/'])(
    'answers nobody through a proxy at %s',
    async (path) => {
      const answer = await fetch(server.url + path, { headers: PASSED_ON });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'sign_in_off_behind_proxy' });
    },
  );

  it.each(['/ws/console', '/ws/fleet-chat'])('opens nobody a socket through a proxy at %s', async (path) => {
    const answer = await ConsoleClient.refused(server.url, { path, headers: PASSED_ON });
    expect(answer).toMatchObject({ status: 403, body: { code: 'sign_in_off_behind_proxy' } });
  });

  it('answers whoever is on its machine', async () => {
    const answer = await fetch(`${server.url}/api/v1/me`);
    expect(await answer.json()).toMatchObject({ type: 'local' });
  });
});

it('does not start for people elsewhere', async () => {
  const start = startWholeServer({ LEGATOR_EXTERNAL_URL: 'https://legator.example.com' });
  await expect(start).rejects.toThrow(/LEGATOR_AUTH=true/);
}, 60_000);
