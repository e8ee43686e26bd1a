import { eventually } from '../../support/spine.js';
import { KeysGround, rememberingForEver } from './keys-ground.js';

const DAY_MS = 86_400_000;

let ground: KeysGround;
beforeAll(async () => {
  ground = await KeysGround.start({ replicas: 2 });
  await rememberingForEver(ground.replicas);
}, 60_000);
afterAll(() => ground.stop());

const make = async (over: object = {}, by = ground.admin) =>
  (await ground.post('/auth/keys', { name: 'app', permissions: ['fleet:read'], ...over }, by)).body as {
    key: { id: string; expires_at?: string };
    plain_key: string;
  };
const rotate = (id: string, body: object = {}, by = ground.admin, replica = 0) =>
  ground.post(`/auth/keys/${id}/rotate`, body, by, replica);
/** Holds a key until so many requests wait for it, so that they really are at once. */
async function together<T>(id: string, count: number, ask: (at: number) => PromiseLike<T>): Promise<T[]> {
  const { owner } = ground;
  await owner.query('begin');
  await owner.query('select 1 from auth_api_key where id = $1 for update', [id]);
  const asked = Promise.all(Array.from({ length: count }, (_one, at) => ask(at)));
  try {
    await eventually(async () => {
      // A transaction goes on to see who was at work when it first looked, unless told otherwise.
      await owner.query('select pg_stat_clear_snapshot()');
      const { rows } = await owner.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(count);
    });
  } finally {
    await owner.query('rollback');
  }
  return asked;
}

const keys = async () =>
  Number((await ground.owner.query('select count(*) from auth_api_key')).rows[0].count);

it('gives a new key and lets the old one go on for a day', async () => {
  const old = await make({ description: 'deploys', permissions: ['fleet:read', 'tenant:berlin'] });
  const { status, body } = await rotate(old.key.id);
  expect(status).toBe(201);
  expect(body.key).toMatchObject({
    name: 'app',
    description: 'deploys',
    permissions: ['fleet:read', 'tenant:berlin'],
    enabled: true,
  });
  expect([await ground.opens(old.plain_key), await ground.opens(body.plain_key)]).toEqual([200, 200]);
  const listed = await ground.listed(old.key.id);
  expect(listed).toMatchObject({
    replaced_by: body.key.id,
    expires_at: body.replaces.works_until,
    expires_soon: true,
    enabled: true,
  });
  const left = new Date(listed!['expires_at'] as string).getTime() - Date.now();
  expect(left).toBeGreaterThan(DAY_MS - 60_000);
  expect(left).toBeLessThanOrEqual(DAY_MS);
  expect(ground.trail('api_key.rotated').at(-1)).toMatchObject({
    before: { expires_at: null, replaced_by: null },
    after: { replaced_by: body.key.id },
  });
  expect(JSON.stringify(ground.spine.audit.appended)).not.toContain(body.plain_key);
});

it('ends the old key everywhere at once when no overlap is wanted', async () => {
  const old = await make();
  expect(await ground.opens(old.plain_key, 'read', 1)).toBe(200);
  const { body } = await rotate(old.key.id, { overlap: '0s' });
  expect(await ground.opens(body.plain_key, 'read', 1)).toBe(200);
  await eventually(async () => expect(await ground.opens(old.plain_key, 'read', 1)).toBe(401));
  expect(await ground.listed(old.key.id)).toBeUndefined();
});

it('ends the old key when the overlap is over, on a replica that remembers it as well', async () => {
  const old = await make();
  await rotate(old.key.id, { overlap: '300ms' });
  await eventually(async () => expect(await ground.opens(old.plain_key, 'read', 1)).toBe(403));
});

it('never lets the old key live longer than it would have, and gives the new one the same span', async () => {
  const old = await make({ expires_in: '2h' });
  const { body } = await rotate(old.key.id, { overlap: '30d' });
  expect(body.replaces.works_until).toBe(old.key.expires_at);
  expect(new Date(body.key.expires_at).getTime()).toBeGreaterThan(new Date(old.key.expires_at!).getTime());
});

it('lets one of several who rotate at once win, and says to the others which key it is', async () => {
  const old = await make();
  const before = await keys();
  const answers = await together(old.key.id, 6, (at) => rotate(old.key.id, {}, ground.admin, at % 2));
  const won = answers.filter(({ status }) => status === 201);
  expect(won).toHaveLength(1);
  for (const { status, body } of answers.filter((answer) => answer !== won[0])) {
    expect([status, body.code, body.replaced_by]).toEqual([409, 'auth.key_replaced', won[0]!.body.key.id]);
  }
  expect(await keys()).toBe(before + 1);
});

it('refuses a key that was revoked, has expired or is none', async () => {
  const revoked = await make();
  await ground.remove(`/auth/keys/${revoked.key.id}`);
  expect((await rotate(revoked.key.id)).body).toMatchObject({ code: 'auth.key_revoked' });
  const expired = await make({ expires_in: '1ms' });
  expect((await rotate(expired.key.id)).body).toMatchObject({ code: 'auth.key_expired' });
  expect((await rotate('00000000-0000-7000-8000-000000000000')).status).toBe(404);
});

it.each([{ overlap: '31d' }, { overlap: 'soon' }, { overlap: '-1h' }, { overlap: 5 }, { over: '1h' }])(
  'refuses %j',
  async (body) => {
    const { key } = await make();
    expect((await rotate(key.id, body)).status).toBe(400);
    expect(await ground.listed(key.id)).not.toHaveProperty('replaced_by');
  },
);

it('gives nobody a key that may more than themselves', async () => {
  const strong = await make({ permissions: ['admin'] });
  const weak = await make({ permissions: ['key:manage', 'fleet:read'] });
  const { status, body } = await rotate(strong.key.id, {}, weak.plain_key);
  expect([status, body.code]).toEqual([403, 'forbidden']);
  expect(body).not.toHaveProperty('plain_key');
});

it('is answered for by whoever rotated it, since they have seen it', async () => {
  const ana = await ground.person('ana', 'admin');
  const mine = await ground.keyOf(ana, 'key:manage', 'fleet:read');
  const old = await make();
  const { body } = await rotate(old.key.id, {}, mine.plain);
  expect(body.key).toMatchObject({ owner: { type: 'user', id: ana.id }, made_with: mine.id });
});
