import { request } from 'node:http';
import type { FakeProbe } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

let road: ProbeRoad;
let probe: FakeProbe;

beforeAll(async () => {
  road = await ProbeRoad.start();
  probe = await road.probe();
});
afterAll(() => road.close());
beforeEach(() => {
  road.spine.judge.verdict = {};
  probe.onRun(() => undefined);
});

interface Frame {
  readonly id?: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads server-sent events as they come; `ended` when the server closed the stream. */
class Reader {
  readonly frames: Frame[] = [];
  ended = false;
  private rest = '';
  private readonly request;

  constructor(path: string, headers: Record<string, string> = {}) {
    this.request = request(`${road.base}/api/v1${path}`, { headers }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => this.take(text));
      response.on('end', () => (this.ended = true));
    });
    this.request.on('error', () => (this.ended = true));
    this.request.end();
  }

  get events(): string[] {
    return this.frames.map(({ event, data }) => (event === 'output' ? String(data['data']) : event));
  }

  until(so: () => boolean): Promise<void> {
    return eventually(() => expect(so()).toBe(true));
  }

  stop(): void {
    this.request.destroy();
  }

  private take(text: string): void {
    const parts = (this.rest + text).split('\n\n');
    this.rest = parts.pop()!;
    for (const part of parts) {
      const lines = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s, 2)));
      if (lines.event) this.frames.push({ ...lines, data: JSON.parse(lines.data) } as Frame);
    }
  }
}

async function start(requestId: string, body: object = {}): Promise<string> {
  const before = probe.bodies('command.run').length;
  await road.post(`/probes/${probe.id}/command`, {
    command: 'tail',
    args: ['-f'],
    stream: true,
    request_id: requestId,
    ...body,
  });
  const { dispatchId } = await probe.nextRun(before);
  probe.accept(dispatchId);
  return dispatchId;
}

it('shows output while it appears, and ends with the command', async () => {
  const dispatchId = await start('live');
  const reader = new Reader('/commands/live/stream');
  await reader.until(() => reader.frames.length >= 3);
  expect(reader.frames[0]).toMatchObject({
    event: 'replay.meta',
    data: { request_id: 'live', earliest_seq: 1, resume_token: 'live:2', has_more: false, truncated: false },
  });
  expect(reader.events.slice(1)).toEqual(['policy', 'dispatch']);
  probe.print(dispatchId, 1, 'one\n');
  await reader.until(() => reader.events.includes('one\n'));
  probe.print(dispatchId, 2, 'two\n', 'stderr');
  probe.end(dispatchId, { exitCode: 4 });
  await reader.until(() => reader.ended);
  expect(reader.frames.slice(3)).toMatchObject([
    { id: '3', event: 'output', data: { seq: 3, stream: 'stdout', data: 'one\n', chunk_seq: 1 } },
    { id: '4', event: 'output', data: { seq: 4, stream: 'stderr', data: 'two\n', chunk_seq: 2 } },
    { id: '5', event: 'result', data: { data: 'command_result', exit_code: 4 } },
    { id: '6', event: 'output', data: { final: true, exit_code: 4, data: '' } },
  ]);
});

it.each([
  ['a resume token', '?resume_token=again:4', {}],
  ['Last-Event-ID', '', { 'last-event-id': '4' }],
  ['last_seq', '?last_seq=4', {}],
])('goes on where a reader stopped, by %s', async (_what, query, headers) => {
  if (!(await road.rows(`select 1 from commands_request where request_id = 'again'`)).length) {
    const dispatchId = await start('again');
    for (const seq of [1, 2, 3]) probe.print(dispatchId, seq, `${seq}`);
    probe.end(dispatchId);
    await probe.until(() => probe.acknowledged.includes(dispatchId));
  }
  const reader = new Reader(`/commands/again/stream${query}`, headers);
  await reader.until(() => reader.ended);
  expect(reader.events).toEqual(['replay.meta', '3', 'result', '']);
  expect(reader.frames[1]!.id).toBe('5');
});

it('drops a chunk that comes twice and keeps the order of their numbers', async () => {
  const dispatchId = await start('twice');
  for (const [seq, data] of [
    [1, 'a'],
    [2, 'b'],
    [2, 'b'],
    [1, 'a'],
    [3, 'c'],
  ] as const)
    probe.print(dispatchId, seq, data);
  probe.end(dispatchId);
  const reader = new Reader('/commands/twice/stream');
  await reader.until(() => reader.ended);
  expect(reader.events.filter((event) => /^[abc]$/.test(event))).toEqual(['a', 'b', 'c']);
});

it('is there for many at once, and for those who come when it is over', async () => {
  const dispatchId = await start('many');
  const readers = Array.from({ length: 20 }, () => new Reader('/commands/many/stream'));
  probe.print(dispatchId, 1, 'hello');
  probe.end(dispatchId);
  readers.push(new Reader('/commands/many/stream'));
  await Promise.all(readers.map((reader) => reader.until(() => reader.ended)));
  expect(new Set(readers.map(({ events }) => events.join()))).toEqual(
    new Set(['replay.meta,policy,dispatch,hello,result,']),
  );
});

it('ends at once for an unknown request id, after saying that there is nothing', async () => {
  const reader = new Reader('/commands/cmd-nobody/stream');
  await reader.until(() => reader.ended);
  expect(reader.frames).toMatchObject([{ event: 'replay.meta', data: { earliest_seq: 0, latest_seq: 0 } }]);
});

it('ends for a command that never ran', async () => {
  road.spine.judge.verdict = { decision: 'deny' };
  await road.post(`/probes/${probe.id}/command`, { command: 'reboot', request_id: 'never' });
  const reader = new Reader('/commands/never/stream');
  await reader.until(() => reader.ended);
  expect(reader.events).toEqual(['replay.meta', 'policy']);
});

it('cuts endless output, says so, and still ends with the result', async () => {
  const dispatchId = await start('endless');
  for (let seq = 1; seq <= 2_100; seq += 1) probe.print(dispatchId, seq, 'y\n');
  probe.end(dispatchId);
  await probe.until(() => probe.acknowledged.includes(dispatchId));
  const { replay } = await road.get<{
    replay: { events: { data: string; seq: number }[]; truncated: boolean };
  }>('/commands/endless/replay?limit=5000');
  expect(replay.truncated).toBe(true);
  expect(replay.events.map(({ seq }) => seq)).toEqual(replay.events.map((_event, at) => at + 1));
  expect(replay.events.slice(-3).map(({ data }) => data)).toEqual(['output_truncated', 'command_result', '']);
  expect(replay.events).toHaveLength(2_003);
});

it('gives a page of what is stored, and where to go on', async () => {
  await start('paged');
  expect(await road.get('/commands/paged/replay?limit=1')).toMatchObject({
    request_id: 'paged',
    replay: { events: [{ kind: 'policy' }], next_seq: 2, resume_token: 'paged:1', has_more: true },
  });
  const refused = await fetch(`${road.base}/api/v1/commands/paged/replay?resume_token=other:1`);
  expect(refused.status).toBe(400);
});
