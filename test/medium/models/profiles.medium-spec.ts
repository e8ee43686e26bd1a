import { randomBytes } from 'node:crypto';
import { startDock } from './dock-ground.js';
import type { DockGround } from './dock-ground.js';

const OUTSIDE = {
  ...{ name: 'Outside', provider: 'OpenAI', base_url: 'https://llm.example.com/v1', model: 'gpt-x' },
  ...{ api_key: 'sk-1234567890abcdef', is_active: false },
};

describe('model profiles', () => {
  let ground: DockGround;
  beforeAll(async () => {
    ground = await startDock();
  }, 60_000);
  afterEach(async () => {
    await ground.sql('delete from models_profile; delete from core_secret');
    ground.provider.reset();
    ground.spine.audit.appended.length = 0;
  });
  afterAll(() => ground.close());

  const create = (over: object = {}, as?: string) =>
    ground.call('post', 'model-profiles', { ...OUTSIDE, ...over }, as);
  const made = async (over: object = {}) => (await create(over)).body.profile as { id: string };
  const list = async (as?: string) =>
    (await ground.call('get', 'model-profiles', undefined, as)).body.profiles as Record<string, unknown>[];

  it('are made and shown, their keys masked', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body.profile).toEqual({
      ...{ id: expect.any(String), name: 'Outside', provider: 'openai', model: 'gpt-x', source: 'db' },
      ...{ base_url: OUTSIDE.base_url, api_key_masked: 'sk-...cdef', is_active: false, is_local: false },
      ...{
        tools: 'native',
        context_tokens: 32_768,
        max_output_tokens: null,
        price_in: null,
        price_out: null,
      },
      ...{ created_at: expect.any(String), updated_at: expect.any(String) },
    });
    expect(await list()).toEqual([body.profile]);
    expect((await create({ name: 'Short', api_key: 'abcdefgh' })).body.profile.api_key_masked).toBe('****');
  });

  it('are of one tenant alone', async () => {
    const { id } = await made();
    expect(await list('theirs')).toEqual([]);
    for (const [method, path] of [
      ['put', ''],
      ['delete', ''],
      ['post', '/activate'],
      ['post', '/test'],
      ['get', '/models'],
    ] as const) {
      const { status } = await ground.call(method, `model-profiles/${id}${path}`, { name: 'x' }, 'theirs');
      expect([path, status]).toEqual([path, 404]);
    }
    // The same name is free there.
    expect((await create({}, 'theirs')).status).toBe(201);
  });

  it('keep their keys from answers, tables, the trail and errors', async () => {
    const key = `sk-${randomBytes(24).toString('hex')}`;
    const { body } = await create({ api_key: key });
    const { id } = body.profile as { id: string };
    const changed = await ground.call('put', `model-profiles/${id}`, { api_key: `${key}2`, name: 'New' });
    const bad = await create({ api_key: `${key} `, name: 'x'.repeat(300) });
    expect(bad.status).toBe(400);
    const answers = JSON.stringify([body, changed.body, await list(), bad.body]);
    expect([answers.includes(key), JSON.stringify(ground.spine.audit.appended).includes(key)]).toEqual([
      false,
      false,
    ]);
    const tables = await ground.sql(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const dump = JSON.stringify(await ground.sql(`select t::text as line from ${String(name)} t`));
      for (const form of [key, Buffer.from(key).toString('hex'), Buffer.from(key).toString('base64')])
        expect([name, dump.includes(form)]).toEqual([name, false]);
    }
    expect(ground.spine.audit.appended.map(({ type, detail }) => [type, detail?.['key_change']])).toEqual([
      ['models.profile_changed', 'replaced'],
      ['models.profile_changed', 'replaced'],
    ]);
  });

  it('keep the key where it is blank, replace it where it is given, and drop it for null', async () => {
    const { id } = await ground.profile({ api_key: 'first-key-of-all' });
    const put = async (body: object) =>
      (await ground.call('put', `model-profiles/${id}`, body)).body.profile.api_key_masked as string;
    const sent = async () => {
      await ground.call('post', `model-profiles/${id}/test`);
      return ground.provider.last!.headers.authorization;
    };
    expect([await put({ api_key: '', name: 'Same' }), await sent()]).toEqual([
      'fir...-all',
      'Bearer first-key-of-all',
    ]);
    expect([await put({ api_key: 'second-key-of-all' }), await sent()]).toEqual([
      'sec...-all',
      'Bearer second-key-of-all',
    ]);
    expect([await put({ api_key: null }), await sent()]).toEqual(['', undefined]);
  });

  it('never send the key of one provider to another', async () => {
    const { id } = await made();
    const elsewhere = { base_url: 'https://attacker.example/v1' };
    for (const api_key of ['', undefined]) {
      const { status, body } = await ground.call('put', `model-profiles/${id}`, { ...elsewhere, api_key });
      expect([status, body.details?.[0]?.path]).toEqual([400, 'api_key']);
    }
    const other = { base_url: 'https://llm.example.com/other' };
    expect((await ground.call('put', `model-profiles/${id}`, other)).status).toBe(200);
    expect(
      (await ground.call('put', `model-profiles/${id}`, { ...elsewhere, api_key: 'another-key' })).status,
    ).toBe(200);
  });

  it.each([
    ['an address without TLS outside', { base_url: 'http://llm.example.com' }, 'base_url'],
    ['an address with a password', { base_url: 'https://a:b@llm.example.com' }, 'base_url'],
    ['an address of another kind', { base_url: 'file:///etc/passwd' }, 'base_url'],
    ['the metadata of a cloud', { base_url: 'http://169.254.169.254/', is_local: true }, 'base_url'],
    ['the same in one number', { base_url: 'http://2852039166/', is_local: true }, 'base_url'],
    ['the same by IPv6', { base_url: 'http://[fd00:ec2::254]/', is_local: true }, 'base_url'],
    ['the same mapped', { base_url: 'http://[::ffff:a9fe:a9fe]/', is_local: true }, 'base_url'],
    [
      'a private address that is said to be outside',
      { base_url: 'https://10.0.0.5', is_local: false },
      'is_local',
    ],
    ['no key outside', { api_key: '' }, 'api_key'],
    ['a key with a line break', { api_key: 'a\r\nb' }, 'api_key'],
    ['no name', { name: ' ' }, 'name'],
    ['a provider that is a path', { provider: 'langchain:../x' }, 'provider'],
    ['a price below nothing', { price_in: -1 }, 'price_in'],
  ])('are not made with %s', async (_what, over, path) => {
    const { status, body } = await create(over);
    expect([status, body.code, body.details?.[0]?.path]).toEqual([400, 'invalid_request', path]);
    expect(await ground.sql('select 1 from models_profile')).toEqual([]);
  });

  it('have names of their own', async () => {
    const { id } = await made();
    expect((await create({ name: 'OUTSIDE' })).body).toMatchObject({ code: 'conflict' });
    const other = await made({ name: 'Other' });
    expect((await ground.call('put', `model-profiles/${other.id}`, { name: 'outside' })).status).toBe(409);
    expect((await ground.call('put', `model-profiles/${id}`, { name: 'outside' })).status).toBe(200);
  });

  it('are in the house only if somebody says so who decides what leaves it', async () => {
    const local = { base_url: 'http://127.0.0.1:11434', api_key: '' };
    expect((await create(local, 'settings')).status).toBe(403);
    expect((await create({}, 'settings')).status).toBe(201);
    const { status, body } = await create({ ...local, name: 'Local' }, 'boundary');
    expect([status, body.profile.is_local]).toEqual([201, true]);
    const path = `model-profiles/${body.profile.id as string}`;
    expect((await ground.call('put', path, { name: 'Renamed' }, 'settings')).status).toBe(200);
    const moved = { base_url: 'http://10.9.9.9:11434' };
    expect((await ground.call('put', path, moved, 'settings')).status).toBe(403);
    expect((await ground.call('put', path, moved, 'boundary')).status).toBe(200);
  });

  it('are one active at most, however many are activated at once', async () => {
    const all = await Promise.all([1, 2, 3, 4].map((number) => ground.profile({ name: `m${number}` })));
    const activated = await Promise.all(
      all.map(({ id }) => ground.call('post', `model-profiles/${id}/activate`)),
    );
    expect(activated.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(activated[0]!.body).toMatchObject({ status: 'activated', profile: { is_active: true } });
    expect((await list()).filter(({ is_active }) => is_active)).toHaveLength(1);
    const [before] = await ground.sql('select id from models_profile where is_active');
    const next = await ground.profile({ name: 'next', is_active: true });
    expect(await ground.sql('select id from models_profile where is_active')).toEqual([{ id: next.id }]);
    expect(ground.spine.audit.appended.at(-1)).toMatchObject({
      type: 'models.profile_activated',
      detail: { name: 'next', instead_of: before!['id'] },
    });
    // `false` does not deactivate.
    await ground.call('put', `model-profiles/${next.id}`, { is_active: false });
    expect(await ground.sql('select id from models_profile where is_active')).toEqual([{ id: next.id }]);
  });

  it('tell who answers to everybody who may talk to it, without its address', async () => {
    const none = await ground.call('get', 'model-profiles/active', undefined, 'reader');
    expect([none.status, none.body.code]).toEqual([404, 'not_found']);
    await ground.profile({ name: 'Ours', is_active: true, api_key: 'some-key-of-ours' });
    const whole = await ground.call('get', 'model-profiles/active');
    expect(whole.body).toMatchObject({
      boundary: 'full',
      profile: { base_url: ground.provider.addresses.openai, api_key_masked: 'som...ours' },
    });
    const { body } = await ground.call('get', 'model-profiles/active', undefined, 'reader');
    expect(body).toMatchObject({
      boundary: 'full',
      profile: { name: 'Ours', model: 'small', is_local: true, base_url: '', api_key_masked: '****' },
    });
    expect((await ground.call('get', 'model-profiles', undefined, 'reader')).status).toBe(403);
  });

  it('cannot be removed while active, unless something takes over', async () => {
    const { id } = await ground.profile({ is_active: true });
    expect((await ground.call('delete', `model-profiles/${id}`)).body).toMatchObject({ code: 'conflict' });
    await ground.profile({ is_active: true });
    expect((await ground.call('delete', `model-profiles/${id}`)).body).toEqual({ status: 'deleted', id });
    expect((await ground.call('delete', `model-profiles/${id}`)).status).toBe(404);
  });

  it('take their key with them when they are removed', async () => {
    const { id } = await made();
    expect(await ground.sql('select record_id from core_secret')).toEqual([{ record_id: id }]);
    await ground.call('delete', `model-profiles/${id}`);
    expect(await ground.sql('select record_id from core_secret')).toEqual([]);
  });

  it('open no key that was moved to another profile in the database', async () => {
    const one = await made();
    const other = await made({ name: 'Other', api_key: 'another-long-key' });
    await ground.sql(`delete from core_secret where record_id = $1`, [other.id]);
    await ground.sql(`update core_secret set record_id = $1 where record_id = $2`, [other.id, one.id]);
    const { status, body } = await ground.call('post', `model-profiles/${other.id}/activate`);
    expect([status, body.code]).toEqual([502, 'llm_unavailable']);
  });

  it('are not activated when their package is not there', async () => {
    const { id } = await made({ provider: 'langchain:nowhere' });
    const { status, body } = await ground.call('post', `model-profiles/${id}/activate`);
    expect([status, body.code]).toEqual([502, 'llm_unavailable']);
    expect(body.message).toContain('no package @langchain/nowhere');
  });
});

describe('the profile of the environment', () => {
  let ground: DockGround;
  beforeAll(async () => {
    ground = await startDock({ apiKey: 'env-key-of-the-house' });
  }, 60_000);
  afterAll(() => ground.close());

  it('is active while no other one is, cannot be changed, and takes over again', async () => {
    const listed = async () =>
      ((await ground.call('get', 'model-profiles')).body.profiles as Record<string, unknown>[]).map(
        ({ id, is_active }) => [id, is_active],
      );
    expect(await listed()).toEqual([['env', true]]);
    for (const [method, body] of [
      ['put', { name: 'x' }],
      ['delete', undefined],
    ] as const)
      expect((await ground.call(method, 'model-profiles/env', body)).body).toMatchObject({
        code: 'conflict',
      });
    const { id } = await ground.profile({ is_active: true });
    expect(await listed()).toEqual([
      [id, true],
      ['env', false],
    ]);
    expect((await ground.call('post', 'model-profiles/env/activate')).status).toBe(200);
    expect(await listed()).toEqual([
      [id, false],
      ['env', true],
    ]);
    await ground.call('post', `model-profiles/${id}/activate`);
    expect((await ground.call('delete', `model-profiles/${id}`)).status).toBe(200);
    expect(await listed()).toEqual([['env', true]]);
  });

  it('serves every tenant, and shows its key to the first one alone', async () => {
    const keyIn = async (as?: string) =>
      (await ground.call('get', 'model-profiles', undefined, as)).body.profiles[0].api_key_masked as string;
    expect([await keyIn(), await keyIn('theirs')]).toEqual(['env...ouse', '****']);
    expect(await ground.lineup('task', 'acme')).toMatchObject([{ profileId: 'env', boundary: 'full' }]);
  });
});
