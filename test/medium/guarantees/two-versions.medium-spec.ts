import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeArgv, judgeLine, loadReaders, SHELL_VERSION } from '@legator/shell';
import { Judge } from '@legator/core';
import type { Judgement } from '@legator/shell';
import type { Reading } from '../../../apps/probe/src/ground.js';
import { ProbeRoad, type Shown } from '../../support/probe-road.js';
import { RealProbe } from '../../support/real-probe.js';
import { eventually } from '../../support/spine.js';

/** As a probe of another release has it: one program is in another place of its tables. */
const reading = (name: string, program: string, over: Partial<Judgement>): Reading => ({
  version: `${SHELL_VERSION}-${name}`,
  argv: (argv) => ({ ...judgeArgv(argv), ...(argv[0] === program ? over : {}) }),
  line: (line) => ({ ...judgeLine(line), ...(line.startsWith(program) ? over : {}) }),
});
const STRICTER = reading('stricter', 'uptime', { level: 'remediate', risk: 'medium' });
const LAXER = reading('laxer', 'touch', { level: 'observe', risk: 'low', known: true, effects: [] });

describe('two versions of the judgement', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-versions-'));
  const probes: RealProbe[] = [];
  let road: ProbeRoad;
  const probe = async (name: string, own?: Reading) => {
    const started = await RealProbe.start(road.base, name, own);
    probes.push(started);
    return started;
  };
  const ask = async (id: string, command: string, ...args: string[]) => {
    const answer = await road.post(`/probes/${id}/command`, { command, args });
    return (await answer.json()) as { status: string; request_id: string; reason_code: string };
  };
  const ended = (requestId: string) =>
    eventually(async () => {
      const shown = await road.get<Shown>(`/commands/${requestId}`);
      expect(shown['completed_at']).not.toBeNull();
      return shown;
    });

  beforeAll(async () => {
    await loadReaders();
    road = await ProbeRoad.start({ policy: true });
  });
  afterAll(async () => {
    for (const one of probes) await one.stop();
    await road?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('that agree let a look run', async () => {
    const { id } = await probe('same');
    const { request_id } = await ask(id, 'uptime');
    expect(await ended(request_id)).toMatchObject({ state: 'succeeded' });
  });

  it('of which the probe has the stricter one: what the control plane lets run, the probe turns away', async () => {
    const { id } = await probe('stricter', STRICTER);
    const { status, request_id } = await ask(id, 'uptime');
    expect(status).toBe('dispatched');
    expect(await ended(request_id)).toMatchObject({
      state: 'failed',
      result: { outcome: 'refused', reason: 'above_level', stdout: '' },
    });
  });

  it('of which the control plane has the stricter one: it waits for a person, and is never sent', async () => {
    const { id } = await probe('laxer', LAXER);
    const file = join(scratch, 'made');
    expect(await ask(id, 'touch', file)).toMatchObject({ status: 'pending_approval' });
    expect(await road.rows('select from commands_dispatch where probe_id = $1', [id])).toEqual([]);
    expect(existsSync(file)).toBe(false);
  });

  it('of which the probe has the laxer one: it goes by the level that the order names, all the same', async () => {
    const { id } = await probe('laxer-yet', LAXER);
    const file = join(scratch, 'made-too');
    // As if the control plane had sent it by mistake, with its own level and without an approval.
    const judge = road.spine.app.get(Judge);
    const spy = jest.spyOn(judge, 'judge').mockImplementation(async (_tx, asked) => {
      return asked.map(() => ({
        decision: 'allow',
        risk: 'low',
        level: 'remediate',
        reasons: [],
        rationale: {},
      }));
    });
    const { request_id } = await ask(id, 'touch', file);
    expect(await ended(request_id)).toMatchObject({ result: { outcome: 'refused', reason: 'above_level' } });
    spy.mockRestore();
    expect(existsSync(file)).toBe(false);
  });
});
