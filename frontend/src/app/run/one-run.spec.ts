import type { CommandView } from '../core/api/models';
import { ApiError } from '../core/api-error';
import { OneRun } from './one-run';
import type { RunApi } from './run-api';
import { FakeRunApi, aCommand, aResult } from './testing';

function setup() {
  const api = new FakeRunApi();
  const make = (wish: { line: string } | undefined = { line: 'uptime' }, isWatched = true) => {
    const run = new OneRun(api as unknown as RunApi, 'r1', wish && 'prb-1', wish);
    if (isWatched) run.watch();
    return run;
  };
  const open = () => api.streams.filter(({ isOpen }) => isOpen);
  return { api, make, open };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('One command', () => {
  afterEach(() => void vi.useRealTimers());

  it('is sent, accepted, runs and is done, with all that was printed', async () => {
    const { api, make } = setup();
    const run = make();
    expect(run.phase()).toBe('sending');
    await run.send();
    expect(run.phase()).toBe('accepted');
    api.says({ seq: 1, kind: 'dispatch' });
    api.says({ seq: 2, stream: 'stdout', data: 'up 4 days\n' });
    expect(run.phase()).toBe('running');
    api.ends('r1', { result: aResult({ stdout: 'up 4 days\n' }) });
    api.says({ seq: 3, data: '', final: true });
    await settled();
    expect(run.phase()).toBe('done');
    expect(run.buffer.text()).toBe('up 4 days');
    expect(run.buffer.summary()).toMatchObject({ exitCode: 0, durationMs: 120 });
    expect(api.streams.every(({ isOpen }) => !isOpen)).toBe(true);
  });

  it('shows the output of the result where nothing was streamed', async () => {
    const { api, make } = setup();
    api.commands.set('r1', aCommand({ result: aResult({ stdout: 'a\n', stderr: 'b\n', exit_code: 2 }) }));
    const run = make(undefined);
    await run.look();
    expect(run.phase()).toBe('done');
    expect(run.buffer.text()).toBe('a\nb');
    expect(run.line()).toBe('uptime');
  });

  it('prints nothing twice when the line breaks and goes on where it was', async () => {
    const { api, make } = setup();
    const run = make();
    await run.send();
    api.says({ seq: 2, data: 'one\n' });
    api.streams[0]!.ends.closed();
    await settled();
    expect(api.streams.at(-1)).toMatchObject({ last: 2, isOpen: true });
    api.says({ seq: 2, data: 'one\n' });
    api.says({ seq: 3, data: 'two\n' });
    expect(run.buffer.text()).toBe('one\ntwo');
  });

  it('does not send again by itself when no answer came, and says that it is not known', async () => {
    const { api, make } = setup();
    api.refusal = new ApiError('console.unreachable', 'no connection', 0);
    const run = make();
    await run.send();
    expect(run.phase()).toBe('unknown');
    expect(api.asked).toHaveLength(1);
  });

  it.each([
    ['it arrived', true, 'accepted'],
    ['it never did', false, 'missing'],
  ])('tells on asking when %s', async (_what, arrived, phase) => {
    const { api, make } = setup();
    api.refusal = new ApiError('console.no_answer', 'too late', 0);
    const run = make();
    await run.send();
    if (arrived) api.commands.set('r1', aCommand({ state: 'dispatched', result: null }));
    await run.look();
    expect(run.phase()).toBe(phase);
  });

  it('carries the same name when a person sends it again, so that it cannot run twice', async () => {
    const { api, make } = setup();
    api.refusal = new ApiError('console.unreachable', 'no connection', 0);
    const run = make();
    await run.send();
    api.refusal = undefined;
    await run.send();
    expect(api.asked.map(({ id }) => id)).toEqual(['r1', 'r1']);
    expect(run.phase()).toBe('accepted');
  });

  it('knows that a probe which is away got nothing', async () => {
    const { api, make } = setup();
    api.refusal = new ApiError('bad_gateway', 'The probe is not connected.', 502);
    const run = make();
    await run.send();
    expect(run.phase()).toBe('refused');
  });

  it('says why policy refused it, from its record', async () => {
    const { api, make } = setup();
    api.refusal = new ApiError('policy_denied', 'No.', 429);
    api.commands.set(
      'r1',
      aCommand({ state: 'denied', result: null, reasons: [{ code: 'x', text: 'It deletes files.' }] }),
    );
    const run = make();
    await run.send();
    await settled();
    expect(run.phase()).toBe('refused');
    expect(run.view()?.reasons[0]?.text).toBe('It deletes files.');
  });

  it('waits for approval without a stream, and goes on by itself when it was given', async () => {
    const { api, make, open } = setup();
    api.commands.set('r1', aCommand({ state: 'pending_approval', approval_id: 'a1', result: null }));
    const run = make(undefined);
    await run.look();
    expect(run.phase()).toBe('waiting');
    await settled();
    expect(run.waitsUntil()).toBe('2026-11-20T08:15:00Z');
    expect(open()).toEqual([]);
    api.commands.set('r1', aCommand({ state: 'dispatched', approval_id: 'a1', result: null }));
    run.heardOf('a2');
    await settled();
    expect(run.phase()).toBe('waiting');
    run.heardOf('a1');
    await settled();
    expect(run.phase()).toBe('accepted');
    expect(open()).toHaveLength(1);
  });

  it('holds no stream while nobody sees it, and goes on where it was for whoever looks again', async () => {
    const { api, make, open } = setup();
    const run = make(undefined, false);
    api.commands.set('r1', aCommand({ state: 'running', result: null }));
    await run.look();
    expect(run.phase()).toBe('running');
    expect(api.streams).toEqual([]);
    const leave = run.watch();
    await settled();
    api.says({ seq: 4, data: 'one\n' });
    leave();
    expect(open()).toEqual([]);
    run.watch();
    await settled();
    expect(open()).toMatchObject([{ last: 4 }]);
  });

  it('is done with all of its output although nobody saw the end of it', async () => {
    const { api, make } = setup();
    const run = make(undefined, false);
    api.commands.set('r1', aCommand({ state: 'running', result: null }));
    const leave = run.watch();
    await run.look();
    api.says({ seq: 4, data: 'one\n' });
    leave();
    api.ends('r1', { result: aResult({ stdout: 'one\ntwo\n' }) });
    run.heardOf('r1');
    await settled();
    expect(run.phase()).toBe('done');
    expect(run.buffer.text()).toBe('one\ntwo');
  });

  it('is looked at again and again while it runs and there is no place for another stream', async () => {
    vi.useFakeTimers();
    const { api, make } = setup();
    api.hasPlace = false;
    const run = make();
    await run.send();
    api.commands.set('r1', aCommand({ state: 'running', result: null }));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(run.phase()).toBe('running');
    api.hasPlace = true;
    await vi.advanceTimersByTimeAsync(2_500);
    expect(api.streams).toHaveLength(1);
  });

  it('is found again after the control plane was away while it printed', async () => {
    vi.useFakeTimers();
    const { api, make } = setup();
    const run = make();
    await run.send();
    api.says({ seq: 2, data: 'one\n' });
    api.commands.set('r1', aCommand({ state: 'running', result: null }));
    const find = api.find.bind(api);
    api.find = () => Promise.reject(new ApiError('console.unreachable', 'no connection', 0));
    api.streams[0]!.ends.closed();
    await vi.advanceTimersByTimeAsync(0);
    expect(run.error()?.code).toBe('console.unreachable');
    api.find = find;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(run.error()).toBeUndefined();
    expect(api.streams.at(-1)).toMatchObject({ last: 2, isOpen: true });
  });

  it('asks once more for the rest when the line broke and the command ended meanwhile', async () => {
    const { api, make } = setup();
    const run = make();
    await run.send();
    api.says({ seq: 2, data: 'one\n' });
    api.ends('r1', { result: aResult({ stdout: 'one\ntwo\n' }) });
    api.streams[0]!.ends.closed();
    await settled();
    expect(api.streams.at(-1)).toMatchObject({ last: 2, isOpen: true });
    expect(run.phase()).toBe('running');
    api.says({ seq: 3, data: 'two\n' });
    api.says({ seq: 4, data: '', final: true });
    await settled();
    expect(run.phase()).toBe('done');
    expect(run.buffer.text()).toBe('one\ntwo');
    expect(run.buffer.summary()).toMatchObject({ exitCode: 0 });
  });

  it('takes the output of the result when the line breaks then too, but for less than it has', async () => {
    for (const [over, text] of [
      [{ stdout: 'one\ntwo\n' }, 'one\ntwo'],
      [{ stdout: 'on', truncated: true }, 'one'],
    ] as const) {
      const { api, make } = setup();
      const run = make();
      await run.send();
      api.says({ seq: 2, data: 'one\n' });
      api.ends('r1', { result: aResult(over) });
      for (const stream of [0, 1]) {
        api.streams[stream]!.ends.closed();
        await settled();
      }
      expect(run.phase()).toBe('done');
      expect(run.buffer.text()).toBe(text);
      expect(api.streams).toHaveLength(2);
    }
  });

  it('takes from the result what the stream left out, though it told its end', async () => {
    const { api, make } = setup();
    const run = make();
    await run.send();
    api.says({ seq: 2, data: 'one\n' });
    api.ends('r1', { result: aResult({ stdout: 'one\ntwo\n' }) });
    api.says({ seq: 9, data: '', final: true });
    await settled();
    expect([run.phase(), run.buffer.text()]).toEqual(['done', 'one\ntwo']);
  });

  it('ends when others tell so, though its own line says nothing any more', async () => {
    const { api, make } = setup();
    const run = make();
    await run.send();
    api.says({ seq: 2, data: '' });
    api.says({ seq: 3, data: 'one\n' });
    api.ends('r1', { result: aResult({ stdout: 'one\n' }) });
    vi.useFakeTimers();
    run.heardOf('r1');
    await vi.advanceTimersByTimeAsync(20_000);
    expect([run.phase(), run.buffer.text()]).toEqual(['done', 'one']);
  });

  it('takes nothing back for an answer that was asked for earlier and comes later', async () => {
    const { api, make } = setup();
    const run = make();
    await run.send();
    await settled();
    const late = Promise.withResolvers<CommandView>();
    const find = api.find.bind(api);
    api.find = () => late.promise;
    const first = run.look();
    api.find = find;
    api.ends('r1', { result: aResult({ stdout: 'one\n' }) });
    await run.look();
    late.resolve(aCommand({ state: 'running', result: null }));
    await first;
    expect([run.phase(), run.buffer.text()]).toEqual(['done', 'one']);
  });

  it('goes on running when stopping it was refused, and says so', async () => {
    const { api, make } = setup();
    const run = make();
    await run.send();
    api.commands.delete('r1');
    await run.stop();
    expect(run.isStopping()).toBe(false);
    expect(run.stopError()?.code).toBe('not_found');
  });
});
