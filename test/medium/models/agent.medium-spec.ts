import { startModels } from './models-ground.js';
import type { ModelsGround } from './models-ground.js';

/** What the loop of the chat does with it: an agent of LangChain, with tools and streaming. */
describe('an agent', () => {
  let ground: ModelsGround;
  beforeAll(async () => {
    ground = await startModels();
  }, 60_000);
  beforeEach(() => ground.provider.reset());
  afterAll(() => ground.close());

  async function agent() {
    const { createAgent, tool } = await import('langchain');
    const { z } = await import('zod');
    const [seat] = await ground.lineup();
    const facts = tool(({ host }) => `${host} has 91 % of its disk in use`, {
      name: 'probe_facts',
      description: 'What is known about a host.',
      schema: z.object({ host: z.string() }),
    });
    const model = await seat!.open({ feature: 'fleet-chat', conversationId: 'c9' });
    return createAgent({ model, tools: [facts], systemPrompt: 'You look after hosts.' });
  }
  const question = { messages: [{ role: 'user', content: 'How full is web-3?' }] };
  const script = () =>
    ground.provider.say(
      { toolCalls: [{ name: 'probe_facts', args: { host: 'web-3' } }], usage: { prompt: 10, completion: 1 } },
      { text: 'It is 91 % full.', usage: { prompt: 20, completion: 5 } },
    );

  it('uses tools and answers, and each of its calls is written down', async () => {
    script();
    const { messages } = await (await agent()).invoke(question);
    expect(messages.at(-1)!.text).toBe('It is 91 % full.');
    expect(ground.provider.requests.map(({ texts }) => texts.at(-1))).toEqual([
      'How full is web-3?',
      'web-3 has 91 % of its disk in use',
    ]);
    expect(ground.provider.requests[1]!.texts[0]).toBe('You look after hosts.');
    expect(
      await ground.sql(`select prompt_tokens, conversation_id as c from models_usage order by at, id`),
    ).toEqual([
      { prompt_tokens: '10', c: 'c9' },
      { prompt_tokens: '20', c: 'c9' },
    ]);
  });

  it('streams the words as they come', async () => {
    script();
    const pieces: string[] = [];
    const stream = await (await agent()).stream(question, { streamMode: 'messages' });
    for await (const [chunk] of stream) if (chunk.type === 'ai' && chunk.text) pieces.push(chunk.text);
    expect(pieces).toEqual(['It ', 'is ', '91 ', '% ', 'full.']);
  });
});
