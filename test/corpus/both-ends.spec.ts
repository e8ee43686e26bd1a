import { join } from 'node:path';
import { canonical, decide, judgeArgv, judgeLine, loadReaders, readLine } from '@legator/shell';
import type * as Shell from '@legator/shell';
import { ServerClock } from '@legator/wire';
import { Gatekeeper } from '../../apps/probe/src/dispatches/gatekeeper.js';
import { HostPolicy } from '../../apps/probe/src/dispatches/host-policy.js';
import { aRun, FakeTicker } from '../../apps/probe/src/testing.js';
import { readOwnRows } from './own-rows.js';

const LEVELS = ['observe', 'diagnose', 'remediate'] as const;
const { rows } = readOwnRows(__dirname);

/** The room as another process has it: its own tables, its own readers. */
async function another(): Promise<typeof Shell> {
  let room: typeof Shell | undefined;
  jest.isolateModules(() => {
    room = jest.requireActual<typeof Shell>(join(__dirname, '../../libs/shell/src/index'));
  });
  await room!.loadReaders();
  return room!;
}

beforeAll(() => loadReaders());

it('gives the same judgement at both ends, for every row', async () => {
  const there = await another();
  expect(there.judgeLine).not.toBe(judgeLine);
  // In another order, so that nothing of one line stays behind for the next.
  const answers = new Map(
    rows
      .toReversed()
      .map(({ command, platform }) => [`${platform} ${command}`, there.judgeLine(command, { platform })]),
  );
  for (const { command, platform } of rows)
    expect([command, answers.get(`${platform} ${command}`)]).toEqual([
      command,
      judgeLine(command, { platform }),
    ]);
}, 120_000);

/** As the probe is built, on a host that allows everything up to a level. */
function gatekeeperOf(
  { judgeArgv: argv, judgeLine: line }: typeof Shell,
  level: (typeof LEVELS)[number],
): Gatekeeper {
  const ticker = new FakeTicker();
  const clock = new ServerClock(() => ticker.monotonicMs());
  clock.welcomed('2026-01-01T00:00:00.000Z');
  const host = new HostPolicy('remediate');
  host.adopt(level);
  return new Gatekeeper(host, clock, { argv, line }, () => true);
}

it('lets the probe refuse just what the control plane would not have sent, for every row that is one program', async () => {
  const there = await another();
  let compared = 0;
  for (const { command } of rows.filter(({ platform }) => platform === 'linux')) {
    const reading = await readLine(command);
    if (reading.kind !== 'argv') continue;
    const { argv } = reading;
    const judgement = judgeArgv(argv);
    for (const level of LEVELS) {
      const sent = decide({ judgement, probeLevel: level, ceiling: 'remediate', contained: true });
      const refusal = gatekeeperOf(there, level).refuse(aRun({ argv, level: sent.required }));
      expect([canonical(argv), level, refusal === undefined]).toEqual([
        canonical(argv),
        level,
        sent.verdict === 'allow',
      ]);
    }
    compared += 1;
  }
  expect(compared).toBeGreaterThan(1_500);
}, 120_000);
