import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { CONFIG } from '@legator/core';
import { endedByLimit } from '@legator/models';
import { eventually } from '../../support/spine.js';
import { startModels } from './models-ground.js';
import type { ModelsGround } from './models-ground.js';

const KINDS = ['openai', 'anthropic', 'ollama'] as const;

describe.each(KINDS)('a model of the kind %s', (kind) => {
  let ground: ModelsGround;
  let model: BaseChatModel;

  beforeAll(async () => {
    ground = await startModels({ provider: kind });
    // Only now the address is known.
    Object.assign(ground.spine.app.get(CONFIG).llm, { baseUrl: ground.provider.addresses[kind] });
    const [seat] = await ground.lineup();
    model = await seat!.open({ feature: 'fleet-chat', conversationId: 'c1', actorId: 'ana' });
  }, 60_000);
  beforeEach(async () => {
    ground.provider.reset();
    await ground.sql('delete from models_usage');
  });
  afterAll(() => ground.close());

  const usage = () => ground.sql('select * from models_usage order by at desc, id desc limit 1');

  it('answers, and the call is written down', async () => {
    ground.provider.say({ text: 'web-3 has most.', usage: { prompt: 120, completion: 7 } });
    const answer = await model.invoke('Which host has the most disk?');
    expect(answer.text).toBe('web-3 has most.');
    expect(ground.provider.last).toMatchObject({ dialect: kind, model: 'small' });
    expect(ground.provider.last!.texts).toEqual(['Which host has the most disk?']);
    expect(await usage()).toMatchObject([
      {
        ...{ profile_id: 'env', feature: 'fleet-chat', conversation_id: 'c1', actor_id: 'ana' },
        ...{ prompt_tokens: '120', completion_tokens: '7', estimated: false, error: null },
      },
    ]);
  });

  it('answers piece by piece', async () => {
    ground.provider.say({ text: 'one two three', usage: { prompt: 11, completion: 3 } });
    const pieces: string[] = [];
    for await (const chunk of await model.stream('Count.')) if (chunk.text) pieces.push(chunk.text);
    expect(pieces).toEqual(['one ', 'two ', 'three']);
    expect(await usage()).toMatchObject([
      { prompt_tokens: '11', completion_tokens: '3', error: null, first_token_ms: expect.any(Number) },
    ]);
  });

  it('calls tools, in whatever words its provider has for them', async () => {
    const { z } = await import('zod');
    const { tool } = await import('@langchain/core/tools');
    const look = tool(() => 'ok', {
      name: 'fleet_query',
      description: 'Looks at the fleet.',
      schema: z.object({ field: z.string() }),
    });
    const bound = model.bindTools!([look]);
    for (const ask of [() => bound.invoke('Look.'), () => streamed(bound)]) {
      ground.provider.say({ toolCalls: [{ name: 'fleet_query', args: { field: 'disk' } }] });
      const answer = await ask();
      expect(answer.tool_calls).toMatchObject([
        { name: 'fleet_query', args: { field: 'disk' }, id: expect.any(String) },
      ]);
      expect(ground.provider.last!.tools).toEqual(['fleet_query']);
    }
  });

  it('says of an answer whether its limit ended it', async () => {
    for (const atLimit of [true, false])
      for (const ask of [() => model.invoke('Go.'), () => streamed(model)]) {
        ground.provider.say({ text: 'one two', atLimit });
        expect(endedByLimit(await ask())).toBe(atLimit);
      }
  });

  it.each([
    ['fails', { status: 500 }, 'failed'],
    ['does not take the key', { status: 401 }, 'wrong_key'],
    ['does not know the model', { status: 404 }, 'unknown_model'],
    ['is asked too often', { status: 429 }, 'limited'],
    ['sends us elsewhere', { status: 302, headers: { location: 'http://169.254.169.254/' } }, 'redirected'],
    ['hangs up', { hangUp: 'before' as const }, 'unreachable'],
    ['hangs up in the middle', { hangUp: 'middle' as const, text: 'a b c d' }, 'cut_off'],
    ['talks nonsense', { raw: 'To be or not to be' }, 'not_understood'],
  ])('says why when its provider %s', async (_what, reply, cause) => {
    ground.provider.say(reply, reply);
    const error = {
      kind: 'bad_gateway',
      code: 'llm_unavailable',
      options: { extra: { cause } },
    };
    await expect(streamed(model)).rejects.toMatchObject(error);
    await expect(usage()).resolves.toMatchObject([{ error: cause }]);
    expect(ground.provider.requests).toHaveLength(1);
  });

  it('stops when whoever asked goes away', async () => {
    const stop = new AbortController();
    const held = Promise.withResolvers<void>();
    ground.provider.say({ text: 'one two three four', middle: held.promise });
    const asked = (async () => {
      for await (const chunk of await model.stream('Count.', { signal: stop.signal }))
        if (chunk.text) stop.abort();
    })();
    await expect(asked).rejects.toThrow();
    held.resolve();
    await eventually(async () => expect(await usage()).toMatchObject([{ error: 'stopped' }]));
  });
});

async function streamed(model: { stream: BaseChatModel['stream'] }) {
  const { concat } = await import('@langchain/core/utils/stream');
  let whole: Awaited<ReturnType<BaseChatModel['invoke']>> | undefined;
  for await (const chunk of await model.stream('Go.')) whole = whole ? concat(whole, chunk) : chunk;
  return whole!;
}
