import { BatchedBus, MAX_MESSAGE_BYTES, pack } from './batched-bus.js';
import type { BusTransport } from './batched-bus.js';

/** A line that can be cut and mended by hand; several buses may share one. */
class Line {
  readonly ends = new Set<End>();
  readonly sent: string[] = [];
}

class End implements BusTransport {
  onMessage: (text: string) => void = () => undefined;
  onLost: () => void = () => undefined;
  refuses = false;
  connections = 0;

  constructor(private readonly line: Line) {}

  connect(onMessage: (text: string) => void, onLost: () => void): Promise<void> {
    if (this.refuses) return Promise.reject(new Error('refused'));
    Object.assign(this, { onMessage, onLost });
    this.connections += 1;
    this.line.ends.add(this);
    return Promise.resolve();
  }

  send(text: string): Promise<void> {
    if (!this.line.ends.has(this)) return Promise.reject(new Error('cut'));
    this.line.sent.push(text);
    for (const end of this.line.ends) end.onMessage(text);
    return Promise.resolve();
  }

  ping(): Promise<void> {
    return this.line.ends.has(this) ? Promise.resolve() : Promise.reject(new Error('cut'));
  }

  disconnect(): Promise<void> {
    this.line.ends.delete(this);
    return Promise.resolve();
  }

  cut(): void {
    this.line.ends.delete(this);
    this.onLost();
  }
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function setup() {
  const line = new Line();
  const ends = [new End(line), new End(line)] as const;
  const buses = [new BatchedBus(ends[0]), new BatchedBus(ends[1])] as const;
  const heard: string[][] = [[], []];
  buses.forEach((bus, at) => bus.subscribe('feed', (payload) => heard[at]!.push(payload)));
  return { line, ends, buses, heard };
}

it('tells its own listeners once, and the others together', async () => {
  const { line, buses, heard } = setup();
  await jest.advanceTimersByTimeAsync(0);
  for (const payload of ['a', 'b', 'b']) buses[0].publish('feed', payload);
  await jest.advanceTimersByTimeAsync(0);
  expect(heard).toEqual([['a', 'b', 'b'], []]);
  await jest.advanceTimersByTimeAsync(10);
  expect(heard).toEqual([
    ['a', 'b', 'b'],
    ['a', 'b'],
  ]);
  expect(line.sent).toHaveLength(1);
});

it('has everybody look again after the line was down, once per topic', async () => {
  const { ends, buses, heard } = setup();
  await jest.advanceTimersByTimeAsync(0);
  ends[0].refuses = true;
  ends[0].cut();
  expect(await buses[0].healthy()).toBe(false);
  for (const payload of ['a', 'b']) buses[0].publish('feed', payload);
  await jest.advanceTimersByTimeAsync(3_000);
  expect(heard).toEqual([['a', 'b'], []]);
  ends[0].refuses = false;
  await jest.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual([['a', 'b', ''], ['']]);
  const healthy = buses[0].healthy();
  await jest.advanceTimersByTimeAsync(1);
  expect(await healthy).toBe(true);
});

it('is not brought down by what others write to the channel', async () => {
  const { ends, heard } = setup();
  await jest.advanceTimersByTimeAsync(0);
  for (const text of [
    '',
    'null',
    '{}',
    '[1]',
    '{"from":1}',
    '{"from":"x","hints":[1,["feed"],["feed",2],["feed","ok"]]}',
  ])
    ends[0].onMessage(text);
  await jest.advanceTimersByTimeAsync(1);
  expect(heard[0]).toEqual(['ok']);
});

it('sends what waits before it ends, and nothing after', async () => {
  const { buses, heard } = setup();
  await jest.advanceTimersByTimeAsync(0);
  buses[0].publish('feed', 'last');
  await buses[0].close();
  buses[0].publish('feed', 'too late');
  await jest.advanceTimersByTimeAsync(50);
  expect(heard[1]).toEqual(['last']);
});

it('splits what does not fit, and shortens what never will', () => {
  const hints = Array.from({ length: 500 }, (_, n) => ['topic', `${n}-${'ä'.repeat(50)}`] as const);
  const messages = pack('self', [...hints, ['big', 'x'.repeat(9_000)]]);
  expect(messages.length).toBeGreaterThan(5);
  for (const { text } of messages) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
  const all = messages.flatMap(({ text }) => JSON.parse(text).hints);
  expect(all).toEqual([...hints, ['big', '']]);
});
