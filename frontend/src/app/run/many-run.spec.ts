import { ApiError } from '../core/api-error';
import { ManyRun } from './many-run';
import type { RunApi } from './run-api';
import { FakeRunApi, aFleetRow, aResult } from './testing';

const settled = () => new Promise((resolve) => setTimeout(resolve));

function setup(count = 3) {
  const api = new FakeRunApi();
  api.fleet = Array.from({ length: count }, (_, at) => aFleetRow({ id: `p${at}`, hostname: `web-0${at}` }));
  const probes = api.fleet.map(({ id, hostname }) => ({ id, name: hostname }));
  const run = new ManyRun(api as unknown as RunApi, 'k', 'uptime', probes, { line: 'uptime' });
  return { api, run, probes };
}

describe('A command on many probes', () => {
  it('groups what is the same and shows what differs', async () => {
    const { api, run } = setup();
    await run.send();
    api.ends('k-p0', { result: aResult({ stdout: 'a' }) });
    api.ends('k-p1', { result: aResult({ stdout: 'a' }) });
    api.ends('k-p2', { result: aResult({ stdout: 'b' }) });
    for (const id of ['k-p0', 'k-p1', 'k-p2']) run.heard(id);
    await settled();
    expect(run.phase()).toBe('done');
    expect(run.groups().map(({ stdout, members }) => [stdout, members.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('never puts a failed run together with a good one that printed the same', async () => {
    const { api, run } = setup(2);
    await run.send();
    api.ends('k-p0', { result: aResult({ stdout: 'a' }) });
    api.ends('k-p1', { result: aResult({ stdout: 'a', exit_code: 1 }) });
    run.heard('k-p0');
    run.heard('k-p1');
    await settled();
    expect(run.groups().map(({ exitCode }) => exitCode)).toEqual([1, 0]);
  });

  it('counts a probe that is away as skipped, not as running', async () => {
    const { api, run } = setup();
    api.fleet = api.fleet.map((row) => (row.id === 'p1' ? { ...row, connected: false } : row));
    await run.send();
    expect(run.counts()).toMatchObject({ running: 2, begun: 2, all: 3 });
    expect(run.held()).toMatchObject([{ name: 'web-01', note: 'Not connected; skipped' }]);
  });

  it('is found again by its requests alone', async () => {
    const { api, run } = setup(2);
    await run.send();
    api.ends('k-p0');
    api.ends('k-p1');
    const items = ['k-p0', 'k-p1'].map((id) => ['', id, id] as const);
    const again = ManyRun.again(api as unknown as RunApi, { id: 'k', line: '', at: 0, items });
    await settled();
    await settled();
    expect(again.phase()).toBe('done');
    expect(again.line()).toBe('uptime');
    expect(again.items().map(({ name }) => name)).toEqual(['web-00', 'web-01']);
  });

  it('is sent again only by a person, under the same key', async () => {
    const { api, run } = setup();
    api.refusal = new ApiError('console.no_answer', 'too late', 0);
    await run.send();
    expect(run.phase()).toBe('unknown');
    api.refusal = undefined;
    await run.send();
    expect(api.askedMany.map(({ key }) => key)).toEqual(['k', 'k']);
    expect(run.phase()).toBe('running');
  });

  it('asks only those to stop that still work on it', async () => {
    const { api, run } = setup();
    await run.send();
    api.ends('k-p0');
    run.heard('k-p0');
    await settled();
    await run.stop();
    expect(api.canceled).toEqual(['k-p1', 'k-p2']);
  });
});
