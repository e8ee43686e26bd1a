import { ConversationLog } from './conversation-log';
import { aConversation, aMessage, aQuestion, aRun, anEvent } from './testing';

const opened = (last_seq = 0, messages = [aQuestion('why?')]) => {
  const log = new ConversationLog();
  log.reset({ conversation: aConversation(), messages, before: null, last_seq });
  return log;
};
const chunk = (seq: number, text: string) => anEvent(seq, { type: 'chunk', chunk: text });
const start = (seq: number) => anEvent(seq, { type: 'start', via: 'rules', profile: null });
const answer = (log: ConversationLog) => log.messages().find(({ role }) => role === 'assistant');

describe('a conversation made of its events', () => {
  it('grows an answer word by word, and puts the finished one in its place', () => {
    const log = opened();
    log.take([start(1), chunk(2, 'All '), chunk(3, 'quiet.')]);
    expect(answer(log)?.parts).toEqual([{ type: 'text', text: 'All quiet.' }]);
    expect(log.steps().size).toBe(1);
    log.take([anEvent(4, { type: 'complete', message: aMessage({ id: 'm9', content: 'All quiet.' }) })]);
    expect(log.messages().map(({ id }) => id)).toEqual(['q-why?', 'm9']);
    expect(log.steps().size).toBe(0);
  });

  it('counts each event once and in order, however they arrive', () => {
    const log = opened();
    log.take([chunk(3, 'c'), start(1), chunk(2, 'b'), chunk(2, 'b')]);
    log.take([chunk(3, 'c'), start(1)]);
    expect(answer(log)?.content).toBe('bc');
    expect(log.lastSeq).toBe(3);
    expect(log.isTorn()).toBe(false);
  });

  it('ignores what was in what it read', () => {
    const log = opened(5, [
      aQuestion('why?'),
      aMessage({ content: 'Because.', parts: [{ type: 'text', text: 'Because.' }] }),
    ]);
    log.take([start(4), chunk(5, 'Because.')]);
    expect(answer(log)?.content).toBe('Because.');
    expect(log.steps().size).toBe(0);
  });

  it('says that it is torn while one is missing, and is whole again once that was read', () => {
    const log = opened();
    log.take([start(1), chunk(4, 'd')]);
    expect(log.isTorn()).toBe(true);
    expect(answer(log)?.content).toBe('');
    const growing = aMessage({ state: 'working', content: 'bc', parts: [{ type: 'text', text: 'bc' }] });
    log.reset({
      conversation: aConversation(),
      messages: [aQuestion('why?'), growing],
      before: null,
      last_seq: 3,
    });
    expect(answer(log)?.content).toBe('bcd');
    expect(log.isTorn()).toBe(false);
    expect(log.lastSeq).toBe(4);
  });

  it('goes on behind a number that was given to nothing', () => {
    const log = opened();
    log.take([start(1), chunk(3, 'c')]);
    log.reset({ conversation: aConversation(), messages: [aQuestion('why?')], before: null, last_seq: 1 });
    expect(answer(log)?.content).toBe('c');
    expect(log.lastSeq).toBe(3);
  });

  it('shows the newest of a step where its first stood', () => {
    const log = opened();
    const running = aRun({ done: 0 });
    log.take([
      start(1),
      anEvent(2, { type: 'part', part: running }),
      chunk(3, 'So far.'),
      anEvent(4, { type: 'part', part: { ...running, done: 1 } }),
    ]);
    expect(answer(log)?.parts).toEqual([
      { ...running, done: 1 },
      { type: 'text', text: 'So far.' },
    ]);
  });

  it('makes no answer of a block that comes late to one that was not read', () => {
    const log = opened();
    log.take([anEvent(1, { type: 'part', part: aRun({ done: 1 }) }, 'long-ago')]);
    expect(log.messages()).toHaveLength(1);
    expect(log.lastSeq).toBe(1);
  });

  it('tells in words what a turn does, from the first to the last', () => {
    const log = opened();
    const words = () => [...log.steps().values()].map(({ text, isWaiting }) => [text, isWaiting]);
    log.take([anEvent(1, { type: 'queued', ahead: 2 })]);
    expect(words()).toEqual([['Waits for 2 before it', false]]);
    log.take([
      start(2),
      anEvent(3, { type: 'tool_start', tool: 'run_command', step_id: 's', title: 'Reading disks' }),
    ]);
    expect(words()).toEqual([['Reading disks', false]]);
    log.take([anEvent(4, { type: 'waiting', for: 'approval' })]);
    expect(words()[0]?.[1]).toBe(true);
    log.take([anEvent(5, { type: 'stopped', message: aMessage({ state: 'stopped' }), by: 'Mara' })]);
    expect(words()).toEqual([]);
  });

  it('keeps what was said when a turn fails, and says why', () => {
    const log = opened();
    log.take([
      start(1),
      chunk(2, 'I looked'),
      anEvent(3, { type: 'error', code: 'chat.timeout', message: 'Too long.' }),
    ]);
    expect(answer(log)).toMatchObject({ state: 'failed', content: 'I looked' });
    expect(answer(log)?.parts.at(-1)).toMatchObject({ type: 'notice', tone: 'bad', text: 'Too long.' });
    expect(log.steps().size).toBe(0);
  });

  it('takes up the turns that go on when it is read', () => {
    const log = opened(9, [aQuestion('why?', { state: 'working' }), aMessage({ state: 'waiting' })]);
    expect([...log.steps().values()].map(({ isWaiting }) => isWaiting)).toEqual([true]);
    expect(opened(9, [aQuestion('why?', { state: 'working' }), aMessage()]).steps().size).toBe(0);
  });

  it('keeps older messages when it is read anew', () => {
    const log = opened(1, [aQuestion('b')]);
    log.addOlder([aQuestion('a'), aQuestion('b')]);
    log.reset({
      conversation: aConversation(),
      messages: [aQuestion('b'), aMessage()],
      before: null,
      last_seq: 2,
    });
    expect(log.messages().map(({ id }) => id)).toEqual(['q-a', 'q-b', 'm1']);
  });

  it('leaves kinds alone that it does not know', () => {
    const log = opened();
    log.take([{ ...start(1), type: 'dance' } as never, start(2)]);
    expect(log.lastSeq).toBe(2);
  });
});
