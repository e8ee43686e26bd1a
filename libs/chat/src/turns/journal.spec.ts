import type { ChatEventBody, ChatPart } from '@legator/contracts';
import { DomainError } from '@legator/core';
import { Journal } from './journal.js';
import type { Told } from './journal.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function setup() {
  const written: ChatEventBody[][] = [];
  const errors: unknown[] = [];
  let fails: Error | undefined;
  let slow: Promise<void> | undefined;
  const write = async (events: readonly Told[]) => {
    await slow;
    if (fails !== undefined) throw fails;
    written.push(events.map(({ body }) => body));
  };
  const journal = new Journal(
    write,
    (error) => void errors.push(error),
    () => new Date(0),
  );
  return {
    ...{ journal, written, errors },
    failWith: (error?: Error) => (fails = error),
    slowBy: (promise: Promise<void>) => {
      slow = promise;
    },
  };
}

const say = (chunk: string) => ({ type: 'chunk', chunk }) as const;
const run = (step_id: string, done: number): ChatEventBody => ({
  type: 'part',
  part: { type: 'run', step_id, done } as ChatPart,
});

it('writes the first word at once, and thirty times a second at most after that', async () => {
  const { journal, written } = setup();
  for (let n = 0; n < 1_000; n += 1) {
    journal.add(say('x'));
    await jest.advanceTimersByTimeAsync(1);
  }
  expect(written.length).toBeGreaterThan(20);
  expect(written.length).toBeLessThanOrEqual(31);
  expect(written[0]).toEqual([say('x')]);
  await journal.flush();
  expect(
    written
      .flat()
      .map((body) => (body as { chunk: string }).chunk)
      .join(''),
  ).toHaveLength(1_000);
});

it('keeps the order of everything, and of a block only how it is now', async () => {
  const { journal, written } = setup();
  const other = { type: 'progress', text: 'looking' } as const;
  for (const body of [say('a'), say('b'), run('1', 0), other, say('c'), run('1', 5), run('2', 1)])
    journal.add(body);
  await journal.flush();
  expect(written.flat()).toEqual([say('ab'), run('1', 5), other, say('c'), run('2', 1)]);
});

it('tries again while the database is away, and loses nothing', async () => {
  const { journal, written, errors, failWith } = setup();
  failWith(new DomainError('unavailable', 'database_unavailable', 'Away.'));
  journal.add(say('a'));
  await jest.advanceTimersByTimeAsync(2_000);
  journal.add(say('b'));
  failWith();
  await jest.advanceTimersByTimeAsync(1_000);
  expect([written.flat(), errors]).toEqual([[say('a'), say('b')], []]);
});

it('says once when nothing can be written any more, and takes nothing from then on', async () => {
  const { journal, written, errors, failWith } = setup();
  const lost = new DomainError('conflict', 'chat.turn_over', 'Over.');
  failWith(lost);
  journal.add(say('a'));
  await jest.advanceTimersByTimeAsync(100);
  failWith();
  journal.add(say('b'));
  await journal.flush();
  expect([written, errors]).toEqual([[], [lost]]);
});

it('gives back what is not stored when it is closed', async () => {
  const { journal, slowBy, written } = setup();
  const open = Promise.withResolvers<void>();
  slowBy(open.promise);
  journal.add(say('a'));
  await jest.advanceTimersByTimeAsync(1);
  journal.add(say('b'));
  const left = journal.close();
  open.resolve();
  expect((await left).map(({ body }) => body)).toEqual([say('b')]);
  expect(written.flat()).toEqual([say('a')]);
});
