import { existsSync, readFileSync, statSync } from 'node:fs';
import { answerError, Operator, SmallServer } from './testing.js';

const TOKEN = `lgs_${'a'.repeat(64)}`;
let server: SmallServer;
let operator: Operator;
let answers: (string | undefined)[];

beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
  answers = [];
  server
    .on('POST /api/v1/auth/device', () => ({
      device_code: 'secret-of-the-program',
      user_code: 'BCDF-GHJK',
      verification_uri_complete: `${server.url}/device#BCDF-GHJK`,
      expires_in: 60,
      interval: 5,
    }))
    .on('POST /api/v1/auth/device/token', (_asked, response) => {
      const code = answers.shift();
      if (code === undefined) return { access_token: TOKEN, token_type: 'Bearer' };
      return {
        ...answerError(response, 400, code, 'Not yet.'),
        ...(code === 'slow_down' ? { interval: 10 } : {}),
      };
    })
    .on('GET /api/v1/me', () => ({
      id: 'u',
      display_name: 'Ana',
      role: 'admin',
      permissions: ['admin'],
      tenant_id: 'default',
      session_expires_at: '2026-02-01T08:00:00Z',
    }))
    .on('POST /api/v1/auth/logout', () => ({ status: 'signed_out' }));
});
afterEach(() => server.stop());

it('waits until somebody approves it in the browser, more slowly when it is told to, and keeps what it got', async () => {
  answers = ['authorization_pending', 'slow_down', 'authorization_pending'];
  const { exitCode, stdout, stderr } = await operator.run('login');
  expect([exitCode, stdout]).toEqual([0, `Logged in to ${server.url} as Ana.\n`]);
  expect(stderr).toContain(`${server.url}/device#BCDF-GHJK`);
  expect(stdout + stderr).not.toContain('secret-of-the-program');
  expect(operator.waited).toEqual([5_000, 5_000, 10_000, 10_000]);
  expect(statSync(operator.credentialFile).mode & 0o777).toBe(0o600);
  expect(readFileSync(operator.credentialFile, 'utf8')).toContain(TOKEN);
  expect((await operator.run('whoami')).stdout).toMatch(/Signed in until: +2026-02-01/);
});

it.each(['access_denied', 'expired_token'])('keeps nothing when it hears %s', async (code) => {
  answers = [code];
  expect(await operator.run('login')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(code) });
  expect(existsSync(operator.credentialFile)).toBe(false);
});

it('gives up when nobody approves it in time', async () => {
  answers = Array.from({ length: 100 }, () => 'authorization_pending');
  expect(await operator.run('login')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('in time'),
  });
});

it('ends the sign-in on the server when it signs out, and forgets it', async () => {
  await operator.run('login');
  expect((await operator.run('logout')).stdout).toBe(`Signed out of ${server.url}.\n`);
  const out = server.asked.find(({ url }) => url === '/api/v1/auth/logout');
  expect(out?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(existsSync(operator.credentialFile)).toBe(false);
});

it('forgets it also when the server does not answer', async () => {
  await operator.run('login');
  server.on('POST /api/v1/auth/logout', (_asked, response) => answerError(response, 503, 'away', 'No.'));
  expect(await operator.run('logout')).toMatchObject({ exitCode: 0 });
  expect(existsSync(operator.credentialFile)).toBe(false);
});
