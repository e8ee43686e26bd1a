import { makeKey } from '../../../libs/auth/src/secret-key.js';
import { KeysGround } from './keys-ground.js';

describe('requests of a key', () => {
  let ground: KeysGround;
  beforeAll(async () => {
    ground = await KeysGround.start({ config: { requestsPerMinute: 5 } });
  }, 60_000);
  afterAll(() => ground.stop());

  it('are limited for each key alone, and every answer says what is left', async () => {
    const first = await ground.get('/test/read');
    expect([
      first.status,
      first.headers['x-ratelimit-limit'],
      first.headers['x-ratelimit-remaining'],
    ]).toEqual([200, '5', '4']);
    const made = await ground.post('/auth/keys', { name: 'other', permissions: ['fleet:read'] });
    for (let at = 0; at < 3; at += 1) expect((await ground.get('/test/read')).status).toBe(200);
    const refused = await ground.post('/auth/keys', { name: 'never', permissions: ['fleet:read'] });
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(refused.headers['x-ratelimit-remaining']).toBe('0');
    const { rows } = await ground.owner.query(`select 1 from auth_api_key where name = 'never'`);
    expect(rows).toEqual([]);
    expect(await ground.opens(made.body.plain_key)).toBe(200);
  });
});

describe('guesses of keys', () => {
  let ground: KeysGround;
  beforeAll(async () => {
    ground = await KeysGround.start();
  }, 60_000);
  afterAll(() => ground.stop());

  it('are throttled by address, told of once, and written down without the key', async () => {
    const guesses = Array.from({ length: 120 }, () => makeKey().key);
    expect(await ground.opens(ground.admin)).toBe(200);
    const statuses: number[] = [];
    for (const guess of guesses) statuses.push(await ground.opens(guess));
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    expect(statuses.slice(30)).toEqual(Array(90).fill(429));
    const refused = await ground.get('/test/read', guesses[0]);
    expect(refused.body).toMatchObject({ code: 'rate_limited' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);

    expect(ground.trail('auth.key_guessing')).toHaveLength(1);
    const everything = JSON.stringify(ground.spine.audit.appended);
    for (const guess of guesses) expect(everything).not.toContain(guess.slice(0, 14));
    // Whoever works from the same address with a key that has worked goes on.
    expect(await ground.opens(ground.admin)).toBe(200);
  });
});
