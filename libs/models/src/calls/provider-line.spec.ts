import type { DataBoundary } from '@legator/contracts';
import { aProfile } from '../testing.js';
import type { Profile } from '../profiles/profile.js';
import type { Egress } from './egress.js';
import { ProviderLine } from './provider-line.js';

jest.mock('./leaving.js', () => ({
  leaving: (text: string, boundary: string) => `${boundary}:${text}`,
}));

interface Sent {
  readonly url: string;
  readonly reach: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

function setup(over: Partial<Profile> = {}, answer = new Response('{}'), key = 'key-of-the-house') {
  const sent: Sent[] = [];
  const egress = {
    fetch: (url: string, reach: string, { headers, body }: Pick<Sent, 'headers' | 'body'>) => {
      sent.push({ url, reach, headers, body });
      return Promise.resolve(answer);
    },
  } as unknown as Egress;
  const boundary: DataBoundary = 'summaries';
  const profile = aProfile(over);
  const line = new ProviderLine(egress, { profile, key, boundary, signal: AbortSignal.timeout(5_000) });
  const post = (url: string, body: unknown = { messages: [] }, headers = {}) =>
    line.fetch(url, { method: 'POST', body: JSON.stringify(body), headers });
  return { line, sent, post };
}

const CHAT = 'https://llm.example.com/v1/chat/completions';

it('lets nothing leave that was not prepared for the boundary', async () => {
  const { sent, post } = setup();
  await post(CHAT, { model: 'm', messages: [{ role: 'user', content: 'hi' }] });
  expect(JSON.parse(sent[0]!.body)).toEqual({
    model: 'm',
    messages: [{ role: 'user', content: 'summaries:hi' }],
  });
});

it('puts the key on itself, and drops whatever else a library sends along', async () => {
  const { sent, post } = setup();
  await post(
    CHAT,
    {},
    { authorization: 'Bearer other', 'x-stainless-os': 'Linux', 'openai-organization': 'o' },
  );
  expect(sent[0]!.headers).toMatchObject({
    authorization: 'Bearer key-of-the-house',
    'user-agent': 'legator',
  });
  expect(Object.keys(sent[0]!.headers)).not.toContain('x-stainless-os');
  expect(Object.keys(sent[0]!.headers)).not.toContain('openai-organization');
  const anthropic = setup({ provider: 'anthropic' });
  await anthropic.post(CHAT, {}, { 'x-api-key': 'other', authorization: 'Bearer other' });
  expect(anthropic.sent[0]!.headers).toMatchObject({ 'x-api-key': 'key-of-the-house' });
  expect(anthropic.sent[0]!.headers['authorization']).toBeUndefined();
});

it.each([
  ['elsewhere', {}, 'https://llm.example.org/v1/chat/completions'],
  ['to another port', {}, 'https://llm.example.com:8443/v1'],
  ['without TLS', {}, 'http://llm.example.com/v1'],
  ['with a password', {}, 'https://a:b@llm.example.com/v1'],
  [
    'without TLS, though the profile says so',
    { baseUrl: 'http://llm.example.com/v1' },
    'http://llm.example.com/v1',
  ],
])('sends nothing %s', async (_where, over, url) => {
  const { sent, post, line } = setup(over);
  await expect(post(url)).rejects.toMatchObject({ failure: 'address_refused' });
  expect([sent, line.failure?.failure]).toEqual([[], 'address_refused']);
});

it('reaches into the house for models in the house alone', async () => {
  const outside = setup();
  await outside.post(CHAT);
  const inside = setup({ isLocal: true, baseUrl: 'http://127.0.0.1:11434' });
  await inside.post('http://127.0.0.1:11434/api/chat');
  expect([outside.sent[0]!.reach, inside.sent[0]!.reach]).toEqual(['public', 'private']);
});

it('sends nothing that it cannot read', async () => {
  const { line, sent } = setup();
  const attempt = line.fetch(CHAT, { method: 'POST', body: new Blob(['x']) });
  await expect(attempt).rejects.toMatchObject({ failure: 'refused' });
  await expect(line.fetch(CHAT, { method: 'POST', body: 'no json' })).rejects.toThrow();
  expect(sent).toEqual([]);
});

it('says what a provider says, without the key, colours and what turns the direction of writing', async () => {
  const says = JSON.stringify({ error: { message: 'bad key key-of-the-house\u001b[31m \u202egnorw' } });
  const { post } = setup({}, new Response(says, { status: 401 }));
  const failed: Error = await post(CHAT).then(
    () => new Error('none'),
    (error: Error) => error,
  );
  expect(failed.message).toBe('it does not take the key (401). It says: bad key [redacted] [31m  gnorw');
});

it.each([
  [400, { error: { message: 'The model `m` does not exist' } }, 'unknown_model'],
  [400, { error: { message: 'too many tokens' } }, 'refused'],
  [404, 'not here', 'unknown_model'],
  [403, {}, 'wrong_key'],
  [429, {}, 'limited'],
  [529, {}, 'failed'],
  [301, {}, 'redirected'],
])('takes a %i with %j for: %s', async (status, body, failure) => {
  const { post } = setup({}, new Response(JSON.stringify(body), { status }));
  await expect(post(CHAT)).rejects.toMatchObject({ failure });
});
