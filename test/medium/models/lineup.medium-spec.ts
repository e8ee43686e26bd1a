import { Clock, CONFIG } from '@legator/core';
import { startDock } from './dock-ground.js';
import type { DockGround } from './dock-ground.js';

describe('who is asked', () => {
  let ground: DockGround;
  beforeAll(async () => {
    ground = await startDock();
  }, 60_000);
  afterEach(async () => {
    await ground.sql(
      'delete from models_profile; delete from models_setting; delete from models_spent; delete from models_usage',
    );
    ground.provider.reset();
    ground.spine.audit.appended.length = 0;
  });
  afterAll(() => ground.close());

  const put = (path: string, body: object, as?: string) =>
    ground.call('put', `model-settings/${path}`, body, as);
  const names = async (feature?: 'task' | 'fleet-chat') =>
    (await ground.lineup(feature)).map(({ name }) => name);
  const told = () => ground.spine.audit.appended.map(({ type }) => type);

  it('is nobody while no model is set up', async () => {
    expect(await ground.lineup()).toEqual([]);
    await ground.profile({ name: 'made, not active' });
    expect(await ground.lineup()).toEqual([]);
  });

  it('is the active one, or those that are named for the feature, in order', async () => {
    const [one, two, three] = [
      await ground.profile({ name: 'one', is_active: true }),
      await ground.profile({ name: 'two' }),
      await ground.profile({ name: 'three' }),
    ];
    expect(await names('task')).toEqual(['one']);
    const { body } = await put('routing', { routing: { task: [three.id, one.id, two.id] } });
    expect(body.routing).toEqual({ task: [three.id, one.id, two.id] });
    expect([await names('task'), await names('fleet-chat')]).toEqual([['three', 'one', 'two'], ['one']]);
    // One that is gone is passed over.
    await ground.call('delete', `model-profiles/${three.id}`);
    expect(await names('task')).toEqual(['one', 'two']);
    expect(await ground.lineup('task', 'acme')).toEqual([]);
    expect(told().at(-2)).toBe('models.settings_changed');
  });

  it.each([
    ['a profile that is not there', { task: ['nowhere'] }, 'routing.task.0'],
    ['a feature that is none', { poetry: [] }, 'routing.poetry'],
    ['no list', { task: 'x' }, 'routing.task'],
  ])('is not changed by %s', async (_what, routing, path) => {
    const { status, body } = await put('routing', { routing });
    expect([status, String(body.details?.[0]?.path).startsWith(path.split('.')[0]!)]).toEqual([400, true]);
  });

  it('follows what is activated, from the next call of the same model on', async () => {
    const { id } = await ground.profile({ is_active: true, model: 'first' });
    const [seat] = await ground.lineup();
    const model = await seat!.open({ feature: 'fleet-chat' });
    await model.invoke('a');
    await ground.call('put', `model-profiles/${id}`, { model: 'second', api_key: 'new-key-of-it' });
    await model.invoke('b');
    expect(ground.provider.requests.map(({ model: asked }) => asked)).toEqual(['first', 'second']);
    expect(ground.provider.last!.headers.authorization).toBe('Bearer new-key-of-it');
    await ground.profile({ is_active: true, name: 'next' });
    expect(await names()).toEqual(['next']);
    await ground.call('delete', `model-profiles/${id}`);
    await expect(model.invoke('c')).rejects.toMatchObject({ code: 'llm_unavailable' });
    expect(ground.provider.requests).toHaveLength(2);
  });

  it('sees everything in the house, and elsewhere what the tenant allows', async () => {
    const outside = { base_url: 'https://llm.example.com/v1', api_key: 'a-key-of-theirs' };
    await ground.profile({ name: 'outside', is_active: true, ...outside });
    const boundary = async () => (await ground.lineup())[0]!.boundary;
    expect(await boundary()).toBe('local_only');
    expect((await put('boundary', { boundary: 'full' }, 'settings')).status).toBe(403);
    expect((await put('boundary', { boundary: 'everything' }, 'boundary')).status).toBe(400);
    expect(await boundary()).toBe('local_only');
    const { body } = await put('boundary', { boundary: 'summaries' }, 'boundary');
    expect([body.boundary, await boundary()]).toEqual(['summaries', 'summaries']);
    expect(ground.spine.audit.appended.at(-1)).toMatchObject({
      type: 'models.boundary_changed',
      detail: { from: 'local_only', to: 'summaries' },
      actor: { id: 'bea' },
    });
    await put('boundary', { boundary: 'summaries' }, 'boundary');
    expect(told().filter((type) => type === 'models.boundary_changed')).toHaveLength(1);
    await ground.profile({ name: 'inside', is_active: true });
    expect(await boundary()).toBe('full');
  });

  it('is never asked in the house by a profile that says it is outside, nor the other way round', async () => {
    const { id } = await ground.profile({ is_active: true });
    const model = await (await ground.lineup())[0]!.open({ feature: 'task' });
    // Past all that checks what people enter: as if a name had led elsewhere yesterday.
    await ground.sql(
      `update models_profile set is_local = false, base_url = replace(base_url, 'http:', 'https:')`,
    );
    const refused = { code: 'llm_unavailable', options: { extra: { cause: 'address_refused' } } };
    await expect(model.invoke('a secret')).rejects.toMatchObject(refused);
    await ground.sql(`update models_profile set base_url = replace(base_url, 'https:', 'http:')`);
    await expect(model.invoke('a secret')).rejects.toMatchObject(refused);
    await ground.sql(`update models_profile set is_local = true, base_url = 'http://169.254.169.254/v1'`);
    await expect(model.invoke('a secret')).rejects.toMatchObject(refused);
    await ground.sql(`update models_profile set is_local = true, base_url = 'http://93.184.216.34/v1'`);
    await expect(model.invoke('a secret')).rejects.toMatchObject(refused);
    expect(ground.provider.requests).toEqual([]);
    const { body } = await ground.call('post', `model-profiles/${id}/test`);
    expect(body).toMatchObject({ ok: false, cause: 'address_refused', answer: null });
  });

  it('is told apart by whether a test call is answered, and why not', async () => {
    const { id } = await ground.profile({ api_key: 'a-very-secret-key' });
    const test = async () => (await ground.call('post', `model-profiles/${id}/test`)).body as object;
    ground.provider.say('Yes.');
    expect(await test()).toMatchObject({
      ok: true,
      answer: 'Yes.',
      cause: null,
      latency_ms: expect.any(Number),
    });
    ground.provider.key = 'another';
    const refused = await test();
    ground.provider.key = undefined;
    expect(refused).toMatchObject({ ok: false, answer: null, cause: 'wrong_key' });
    // The provider repeats the key that it was given.
    expect(JSON.stringify(refused)).toContain('Incorrect API key provided');
    expect(JSON.stringify(refused)).not.toContain('a-very-secret-key');
    await ground.sql(`update models_profile set base_url = 'http://127.0.0.1:9'`);
    expect(await test()).toMatchObject({ ok: false, cause: 'address_refused' });
    await ground.sql(`update models_profile set base_url = 'http://127.0.0.1:1030'`);
    expect(await test()).toMatchObject({ ok: false, cause: 'unreachable' });
    const { sql } = ground;
    expect(await sql('select feature, error from models_usage order by at')).toEqual([
      { feature: 'test', error: null },
      { feature: 'test', error: 'wrong_key' },
      { feature: 'test', error: 'address_refused' },
      { feature: 'test', error: 'unreachable' },
    ]);
  });

  it.each(['openai', 'anthropic', 'ollama'] as const)('says which models there are: %s', async (provider) => {
    const { id } = await ground.profile({ provider, base_url: ground.provider.addresses[provider] });
    const { body } = await ground.call('get', `model-profiles/${id}/models`);
    expect(body).toEqual({ models: ['large', 'small'], message: '' });
  });

  it('stops when the budget is spent, warns before, and says both once', async () => {
    // Another day, or month, may begin at any moment.
    const now = jest.spyOn(ground.spine.app.get(Clock), 'now').mockReturnValue(new Date());
    const { id } = await ground.profile({ is_active: true, price_in: 1_000, price_out: 2_000 });
    await put('budget', { day_tokens: 100, warn_percent: 50 });
    const model = await (await ground.lineup())[0]!.open({ feature: 'task' });
    const ask = (prompt: number) => {
      ground.provider.say({ text: 'ok', usage: { prompt, completion: 10 } });
      return model.invoke('x');
    };
    await ask(30);
    expect(told()).not.toContain('models.budget_noted');
    await ask(30);
    await ask(30);
    expect((await ground.call('get', 'model-settings')).body.spent).toEqual({
      day: { tokens: 120, cost: 0.15 },
      month: { tokens: 120, cost: 0.15 },
    });
    const spent = { kind: 'limited', code: 'models.budget_spent' };
    await expect(ask(1)).rejects.toMatchObject(spent);
    await expect(model.stream('x')).rejects.toMatchObject(spent);
    expect((await ground.call('post', `model-profiles/${id}/test`)).body.code).toBe('models.budget_spent');
    expect(ground.provider.requests).toHaveLength(3);
    expect(
      ground.spine.audit.appended
        .filter(({ type }) => type === 'models.budget_noted')
        .map(({ detail }) => detail?.['state']),
    ).toEqual(['warned', 'spent']);
    now.mockRestore();
    await put('budget', { day_tokens: null });
    await expect(ask(1)).resolves.toBeDefined();
  });

  it('takes a redirect for no answer, wherever it leads', async () => {
    await ground.profile({ is_active: true });
    const model = await (await ground.lineup())[0]!.open({ feature: 'task' });
    const { origin } = ground.provider;
    ground.provider.say({ status: 307, headers: { location: `${origin}/v1/chat/completions` } });
    await expect(model.invoke('x')).rejects.toMatchObject({ options: { extra: { cause: 'redirected' } } });
    expect(ground.provider.requests).toHaveLength(1);
  });

  it('waits no longer than it was told to', async () => {
    await ground.profile({ is_active: true });
    const model = await (await ground.lineup())[0]!.open({ feature: 'task', timeoutMs: 150 });
    const held = Promise.withResolvers<void>();
    ground.provider.say({ text: 'late', after: held.promise }, { text: 'one two', middle: held.promise });
    const late = { options: { extra: { cause: 'timed_out' } } };
    await expect(model.invoke('x')).rejects.toMatchObject(late);
    const streamed = async () => {
      for await (const chunk of await model.stream('x')) void chunk;
    };
    await expect(streamed()).rejects.toMatchObject(late);
    held.resolve();
  });

  it('reads no more than ten megabytes', async () => {
    await ground.profile({ is_active: true });
    const model = await (await ground.lineup())[0]!.open({ feature: 'task' });
    ground.provider.say({ raw: JSON.stringify({ choices: 'x'.repeat(11 * 1_048_576) }) });
    await expect(model.invoke('x')).rejects.toMatchObject({ options: { extra: { cause: 'too_long' } } });
  });

  it('keeps the key of the server itself, and of others in its environment, from every request', async () => {
    expect(ground.spine.app.get(CONFIG).llm).toBeUndefined();
    process.env['OPENAI_API_KEY'] = 'sk-of-somebody-else';
    process.env['OPENAI_ORG_ID'] = 'org-of-somebody-else';
    process.env['LANGSMITH_TRACING'] = 'true';
    try {
      await ground.profile({ is_active: true });
      const model = await (await ground.lineup())[0]!.open({ feature: 'task' });
      await model.invoke('x');
      const { headers } = ground.provider.last!;
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'accept-encoding',
        'accept-language',
        'connection',
        'content-length',
        'content-type',
        'host',
        'sec-fetch-mode',
        'user-agent',
      ]);
      expect(headers['user-agent']).toBe('legator');
      expect(process.env['LANGSMITH_TRACING']).toBeUndefined();
    } finally {
      delete process.env['OPENAI_API_KEY'];
      delete process.env['OPENAI_ORG_ID'];
      delete process.env['LANGSMITH_TRACING'];
    }
  });
});
