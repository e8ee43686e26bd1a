import { ApiError } from '../core/api-error';
import { OneRun } from './one-run';
import type { RunApi } from './run-api';
import { FakeRunApi, aCommand, aResult } from './testing';

function setup() {
  const api = new FakeRunApi();
  const make = (wish: { line: string } | undefined = { line: 'uptime' }) =>
    new OneRun(api as unknown as RunApi, 'r1', wish && 'prb-1', wish);
  return { api, make };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('One command', () => {
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

  it('waits for approval, and goes on by itself when it was given', async () => {
    const { api, make } = setup();
    api.commands.set('r1', aCommand({ state: 'pending_approval', approval_id: 'a1', result: null }));
    const run = make(undefined);
    await run.look();
    expect(run.phase()).toBe('waiting');
    await settled();
    expect(run.waitsUntil()).toBe('2026-11-20T08:15:00Z');
    api.says({ seq: 3, kind: 'dispatch' });
    expect(run.phase()).toBe('accepted');
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
