import { TestBed } from '@angular/core/testing';
import { ApiError } from '../core/api-error';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi } from '../core/testing';
import { ChatApi } from './chat-api';
import { ConversationStore } from './conversation-store';
import { FakeChatApi, aConversation, aMessage, aQuestion, anEvent } from './testing';

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const start = (seq: number) => anEvent(seq, { type: 'start', via: 'rules', profile: null });
const chunk = (seq: number, text: string) => anEvent(seq, { type: 'chunk', chunk: text });
const unreachable = () => new ApiError('console.unreachable', 'There is no connection.', 0);

async function open(change: (api: FakeChatApi) => void = () => undefined) {
  const api = new FakeChatApi();
  change(api);
  TestBed.configureTestingModule({
    providers: [
      ConversationStore,
      { provide: ChatApi, useValue: api },
      { provide: SessionApi, useValue: new FakeSessionApi() },
    ],
  });
  const store = TestBed.inject(ConversationStore);
  await store.open('c1');
  const answer = () => store.messages().findLast(({ role }) => role === 'assistant');
  return { api, store, answer };
}

describe('a conversation that is open', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('follows from where it was read, and draws what comes together', async () => {
    const { api, answer } = await open((fake) => (fake.lastSeq = 7));
    expect(api.streams.map(({ id, after }) => [id, after])).toEqual([['c1', 7]]);
    api.tell(start(8), chunk(9, 'All '), chunk(10, 'quiet.'));
    expect(answer()).toBeUndefined();
    await pass(40);
    expect(answer()?.content).toBe('All quiet.');
  });

  it('comes back after what it saw last when the line breaks, ever more slowly', async () => {
    const { api, answer } = await open();
    api.streams[0]?.ends.opened();
    api.tell(start(1), chunk(2, 'a'));
    await pass(40);
    api.streams[0]?.ends.closed();
    await pass(2_000);
    expect(api.streams.map(({ after }) => after)).toEqual([0, 2]);
    api.streams[1]?.ends.opened();
    api.tell(chunk(2, 'a'), chunk(3, 'b'));
    await pass(40);
    expect(answer()?.content).toBe('ab');
  });

  it('has no stream while nobody sees the page, and goes on where it was', async () => {
    const { api, answer } = await open();
    api.streams[0]?.ends.opened();
    api.tell(start(1), chunk(2, 'a'));
    await pass(40);
    const page = vi.spyOn(document, 'hidden', 'get');
    const seen = (is: boolean) => {
      page.mockReturnValue(!is);
      document.dispatchEvent(new Event('visibilitychange'));
    };
    seen(false);
    await pass(31_000);
    expect(api.streams.map(({ isClosed }) => isClosed)).toEqual([true]);
    seen(true);
    expect(api.streams.map(({ after, isClosed }) => [after, isClosed])).toEqual([
      [0, true],
      [2, false],
    ]);
    api.tell(chunk(3, 'b'));
    await pass(40);
    expect(answer()?.content).toBe('ab');
  });

  it('says that it is lost after the second try, and not any more once it is back', async () => {
    const { api, store } = await open();
    for (let tries = 0; tries < 3; tries++) {
      api.streams.at(-1)?.ends.closed();
      await pass(31_000);
    }
    expect(store.lostSince()).toBeDefined();
    api.streams.at(-1)?.ends.opened();
    expect(store.lostSince()).toBeUndefined();
  });

  it('reads anew when an event is missing', async () => {
    const { api, answer } = await open();
    api.tell(start(1), chunk(4, 'd'));
    api.lastSeq = 3;
    api.messages = [aMessage({ state: 'working', content: 'abc', parts: [{ type: 'text', text: 'abc' }] })];
    await pass(40);
    expect(answer()?.content).toBe('');
    await pass(1_500);
    expect(answer()?.content).toBe('abcd');
    expect(api.reads).toBe(2);
  });

  it('says so when it does not exist, and follows nothing', async () => {
    const { api, store } = await open((fake) => (fake.conversations = []));
    expect(store.isGone()).toBe(true);
    expect(api.streams).toEqual([]);
  });

  it('sends a message once, under a name of its own', async () => {
    const { api, store } = await open();
    store.send({ content: 'why?' });
    await pass(0);
    expect(api.sent).toHaveLength(1);
    expect(api.sent[0]?.body.request_id).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    expect(store.outgoing()).toEqual([]);
  });

  it('keeps a message while there is no connection, and sends the same one when there is, in order', async () => {
    const { api, store } = await open((fake) => (fake.refusal = undefined));
    api.refusal = unreachable();
    store.send({ content: 'one' });
    store.send({ content: 'two' });
    await pass(0);
    expect(store.outgoing().map(({ state }) => state)).toEqual(['waiting', 'sending']);
    expect(api.sent.map(({ body }) => body.content)).toEqual(['one']);
    api.refusal = undefined;
    window.dispatchEvent(new Event('online'));
    await pass(0);
    expect(api.sent.map(({ body }) => body.content)).toEqual(['one', 'one', 'two']);
    expect(api.sent[0]?.body.request_id).toBe(api.sent[1]?.body.request_id);
    expect(store.outgoing()).toEqual([]);
  });

  it('tries again by itself', async () => {
    const { api, store } = await open();
    api.refusal = unreachable();
    store.send({ content: 'one' });
    await pass(0);
    api.refusal = undefined;
    await pass(2_500);
    expect(api.sent).toHaveLength(2);
    expect(store.outgoing()).toEqual([]);
  });

  it('does not send again by itself what was refused', async () => {
    const { api, store } = await open();
    api.refusal = new ApiError('chat.too_many_waiting', 'Too many wait.', 409);
    store.send({ content: 'one' });
    await pass(60_000);
    expect(api.sent).toHaveLength(1);
    expect(store.outgoing()).toMatchObject([{ state: 'refused', error: { code: 'chat.too_many_waiting' } }]);
  });

  it('shows a message once when the stream is quicker than the answer', async () => {
    const { api, store } = await open();
    vi.setSystemTime(new Date('2026-11-20T08:00:01Z'));
    await TestBed.inject(SessionApi).me();
    let arrive: () => void = () => undefined;
    api.send = (_id, body) => new Promise((resolve) => (arrive = () => resolve(aQuestion(body.content))));
    store.send({ content: 'why?' });
    expect(store.outgoing()).toHaveLength(1);
    api.tell(anEvent(1, { type: 'message', message: aQuestion('why?', { author: null }) }));
    await pass(40);
    arrive();
    await pass(0);
    expect(store.messages()).toHaveLength(1);
    expect(store.outgoing()).toEqual([]);
  });

  it('keeps what somebody thinks of an answer', async () => {
    const { api, store, answer } = await open((fake) => (fake.messages = [aMessage()]));
    expect(await store.giveFeedback(aMessage(), { verdict: 'wrong', reason: 'It is not.' })).toBe(true);
    expect(api.feedback).toEqual([{ verdict: 'wrong', reason: 'It is not.' }]);
    expect(answer()?.feedback).toMatchObject({ verdict: 'wrong' });
  });

  it('closes its stream when another is opened', async () => {
    const { api, store } = await open();
    store.close();
    expect(api.streams[0]?.isClosed).toBe(true);
    api.tell(start(1));
    await pass(100);
    expect(store.messages()).toEqual([]);
  });

  it('gives its title to nobody else, and is renamed by the one that it was asked for', async () => {
    const { api, store } = await open((fake) =>
      fake.conversations.push(aConversation({ id: 'c2', title: 'B' })),
    );
    const answer = Promise.withResolvers<undefined>();
    const rename = api.rename.bind(api);
    const asked: string[] = [];
    api.rename = async (id, title) => {
      asked.push(id);
      await answer.promise;
      return rename(id, title);
    };
    const renaming = store.rename('A');
    await store.open('c2');
    const late = store.rename('A too', 'c1');
    answer.resolve(undefined);
    expect([await renaming, await late]).toEqual([true, true]);
    expect(asked).toEqual(['c1', 'c1']);
    expect(store.conversation()?.title).toBe('B');
  });
});
