import { SoftPasskey } from '../../support/soft-passkey.js';
import { asked, finish, ORIGIN, PasskeyGround } from './passkey-ground.js';

let ground: PasskeyGround;

beforeAll(async () => {
  ground = await PasskeyGround.start();
}, 60_000);
afterAll(() => ground.stop());

const reasons = () => ground.recorded('auth.login_failed').map(({ detail }) => detail?.['reason']);

describe('a passkey', () => {
  it('is listed by its name, and known to be there', async () => {
    const { body } = await ground.ana.get('/api/v1/profile/passkeys');
    expect(body).toMatchObject({ total: 1, passkeys: [{ name: 'Laptop', transports: ['internal'] }] });
    expect(JSON.stringify(body)).not.toContain('publicKey');
    expect((await ground.ana.get('/api/v1/me')).body.has_passkey).toBe(true);
    expect(ground.recorded('user.passkey_added')).toHaveLength(1);
  });

  it('is asked for after the password, which alone opens nothing', async () => {
    const { visitor, status, ticket, options } = await ground.half();
    expect(status).toBe('second_factor');
    expect(visitor.cookie).toBe('');
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    const { body, status: code } = await finish(visitor, { ticket, response: ground.key.get(options) });
    expect([code, body]).toEqual([200, { status: 'signed_in' }]);
    expect((await visitor.get('/api/v1/me')).body).toMatchObject({ username: 'root-ana' });
    expect(ground.recorded('auth.login').at(-1)?.detail).toMatchObject({ method: 'passkey' });
  });

  it('signs in alone, without a name', async () => {
    const visitor = ground.visitor();
    const options = await asked(visitor, '/api/v1/auth/passkey/options');
    expect(options['allowCredentials'] ?? []).toEqual([]);
    expect((await finish(visitor, { response: ground.key.get(options) })).status).toBe(200);
    expect((await visitor.get('/api/v1/me')).body.username).toBe('root-ana');
  });

  it('cannot be left out at the old form', async () => {
    const one = ground.visitor();
    const answer = await one.post('/login', { username: 'root-ana', password: 'three blue herons' });
    expect([answer.status, one.cookie]).toEqual([302, '']);
  });
});

describe('the second step is refused', () => {
  const wrong: [string, (options: Record<string, unknown>) => object, string][] = [
    [
      'with an answer to another challenge',
      (options) => ground.key.get(options, { challenge: 'AAAA' }),
      'passkey_challenge',
    ],
    [
      'from a page of another site',
      (options) => ground.key.get(options, { origin: 'https://evil.example' }),
      'passkey_wrong',
    ],
    [
      'from another port',
      (options) => ground.key.get(options, { origin: 'http://localhost:1' }),
      'passkey_wrong',
    ],
    ['for another name', (options) => ground.key.get(options, { rpId: 'evil.example' }), 'passkey_wrong'],
    [
      'without the person being verified',
      (options) => ground.key.get(options, { verified: false }),
      'passkey_wrong',
    ],
    [
      'signed by another key',
      (options) => ground.key.get(options, { by: new SoftPasskey(ORIGIN) }),
      'passkey_wrong',
    ],
    ['for another person', (options) => ground.key.get(options, { userHandle: 'AAAA' }), 'passkey_wrong'],
    ['by a passkey nobody has', (options) => new SoftPasskey(ORIGIN).get(options), 'passkey_unknown'],
  ];
  it.each(wrong)('%s', async (_what, cheat, reason) => {
    const { visitor, ticket, options } = await ground.half();
    const answer = await finish(visitor, { ticket, response: cheat(options) });
    expect([answer.status, answer.body.code, visitor.cookie]).toEqual([401, 'sign_in_refused', '']);
    expect(reasons().at(-1)).toBe(reason);
    // Both are used up: the right answer comes too late.
    const later = await finish(visitor, { ticket, response: ground.key.get(options) });
    expect([later.status, visitor.cookie]).toEqual([401, '']);
  });

  it('a second time, with the very same answer', async () => {
    const { visitor, ticket, options } = await ground.half();
    const body = { ticket, response: ground.key.get(options) };
    const many = await Promise.all(Array.from({ length: 10 }, () => finish(ground.visitor(), body)));
    expect(many.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await finish(visitor, body)).status).toBe(401);
  });

  it('with the ticket of one sign-in and the challenge of another', async () => {
    const [one, other] = [await ground.half(), await ground.half()];
    const answer = await finish(one.visitor, { ticket: one.ticket, response: ground.key.get(other.options) });
    expect(answer.status).toBe(401);
  });

  it('without its ticket, though the answer is right', async () => {
    const { visitor, options } = await ground.half();
    expect((await finish(visitor, { response: ground.key.get(options) })).status).toBe(401);
  });

  it('with a challenge that was for nobody in particular', async () => {
    const { visitor, ticket } = await ground.half();
    const options = await asked(visitor, '/api/v1/auth/passkey/options');
    expect((await finish(visitor, { ticket, response: ground.key.get(options) })).status).toBe(401);
  });

  it('when it comes too late', async () => {
    const { visitor, ticket, options } = await ground.half();
    await ground.sql(`update auth_once set expires_at = now() - interval '1 s'`);
    expect((await finish(visitor, { ticket, response: ground.key.get(options) })).status).toBe(401);
  });

  it('when its counter does not go up, and that is said loudly', async () => {
    await ground.again();
    const { visitor, ticket, options } = await ground.half();
    const { counter } = ground.key;
    const answer = await finish(visitor, { ticket, response: ground.key.get(options, { counter }) });
    expect([answer.status, visitor.cookie]).toEqual([401, '']);
    expect(ground.recorded('user.passkey_copied').at(-1)?.detail).toMatchObject({
      counter,
      expected_above: counter,
    });
    ground.key.counter = counter;
  });

  it('silently when somebody else says that the counter went back', async () => {
    const before = ground.recorded('user.passkey_copied').length;
    const { visitor, ticket, options } = await ground.half();
    const { counter } = ground.key;
    const forged = ground.key.get(options, { counter: 0, by: new SoftPasskey(ORIGIN) });
    ground.key.counter = counter;
    expect((await finish(visitor, { ticket, response: forged })).status).toBe(401);
    expect(ground.recorded('user.passkey_copied')).toHaveLength(before);
  });
});
