import { aProfile } from '../testing.js';
import { chatModel, usesLine } from './chat-models.js';

const other = aProfile({ provider: 'langchain:other' });
const options = { profile: other, key: 'k', fetch };

class ChatOther {
  constructor(readonly fields: Record<string, unknown>) {}
  _generate(): void {}
}

it('takes a chat model from any package of LangChain by its name', async () => {
  const asked: string[] = [];
  const model = await chatModel({ ...options, maxTokens: 9 }, (name) => {
    asked.push(name);
    return Promise.resolve({ ChatSomething: 'no class', Other: ChatOther, ChatOther });
  });
  expect(asked).toEqual(['@langchain/other']);
  expect((model as unknown as ChatOther).fields).toMatchObject({ model: 'm', apiKey: 'k', maxTokens: 9 });
  expect([usesLine(other), usesLine(aProfile())]).toEqual([false, true]);
});

it.each([
  ['is not installed', () => Promise.reject(new Error('not found'))],
  ['has no chat model', () => Promise.resolve({ OtherEmbeddings: class {} })],
])('says so when the package %s', async (_what, load) => {
  await expect(chatModel(options, load)).rejects.toMatchObject({
    kind: 'invalid',
    code: 'models.no_such_provider',
    message: expect.stringContaining('@langchain/other'),
  });
});
