import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kidOf } from '@legator/wire';
import { scanJournal } from '../../../apps/probe/src/journal/record.js';
import { BadLine, NO_FAULTS } from '../../support/evil/bad-line.js';
import { bundleQuickProbe, QuickProbeProcess } from '../../support/evil/quick-probe-process.js';
import { rounds, Seeded, seedOf } from '../../support/evil/seeded.js';
import { register } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

const KILLS = rounds('LEGATOR_SOAK_KILLS', 15);
const WAVE = rounds('LEGATOR_SOAK_WAVE', 20);
const SEED = seedOf('LEGATOR_SOAK_SEED', 3);
const BAD = { repeating: 0.5, twice: 0.2, cut: 0.3, ackDelayMs: 150 };

interface Ended {
  id: string;
  n: string;
  status: string;
  error_kind: string | null;
}

jest.setTimeout(7_200_000);

describe(`a bad line and a probe that is killed again and again (seed ${SEED})`, () => {
  const rng = new Seeded(SEED);
  const scratch = mkdtempSync(join(tmpdir(), 'lgt-once-'));
  const bundle = bundleQuickProbe();
  let road: ProbeRoad;
  let line: BadLine;
  let probe: QuickProbeProcess;
  let id: string;

  beforeAll(async () => {
    road = await ProbeRoad.start();
    road.spine.judge.verdict = { level: 'remediate' };
    line = await BadLine.to(road.base, rng);
    probe = new QuickProbeProcess(bundle.file);
    const host = { hostname: 'once', os: 'linux', arch: 'amd64', version: '0.1.0', ceiling: 'remediate' };
    const keys = { public_key: probe.keys.publicKey, protocols: [1, 2] };
    const enrolled = await register(road.base, { ...host, ...keys });
    id = enrolled.probe_id;
    const serverKeys = enrolled.server_keys!.map((key) => ({
      kid: kidOf(key.public_key),
      publicKey: key.public_key,
    }));
    probe.enrolled({ server: line.url, id, apiKey: enrolled.api_key, serverKeys, ceiling: 'remediate' });
    await road.rows(`update fleet_probe set level = 'remediate' where id = $1`, [id]);
    probe.start();
  });

  afterAll(async () => {
    await probe?.remove();
    await line?.close();
    await road?.close();
    bundle.remove();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** Each time it runs it leaves one more file with its name. Asked again, by another name, while the probe is away. */
  const ask = (n: number) => {
    let tries = 0;
    return eventually(async () => {
      const name = `${n}-${tries++}`;
      const body = { command: 'mktemp', args: [join(scratch, `${name}.XXXXXX`)], request_id: name };
      const answer = await road.post(`/probes/${id}/command`, body);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status}: ${text}\n${probe.output}`);
    }, 60_000);
  };
  const all = () =>
    road.rows<Ended & Record<string, unknown>>(
      `select d.id, c.request_id as n, d.status, d.error_kind from directives_directive d
       join commands_dispatch c on c.directive_id = d.id`,
    );
  const open = async () => (await all()).filter(({ status }) => /requested|running/.test(status)).length;
  /** What it took and whose end it has not written down. */
  const inFlight = (): string[] => {
    const path = join(probe.dataDir, 'dispatches.journal');
    const taken = new Set<string>();
    for (const { record } of scanJournal(readFileSync(path)).records) {
      if (record.type === 'accepted') taken.add(record.id);
      else if (record.type === 'finished' || record.type === 'acked') taken.delete(record.id);
    }
    return [...taken];
  };
  const runs = (): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const name of readdirSync(scratch)) {
      const [n] = name.split('.') as [string];
      counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    return counts;
  };

  it('never run anything twice; each ends, and only what ran while the probe was killed ends without anybody knowing how', async () => {
    const orphans = new Set<string>();
    let asked = 0;
    line.faults = BAD;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await Promise.all(Array.from({ length: WAVE }, () => ask(asked++)));
      // Anywhere between the first of the wave and a while after the last.
      await new Promise((done) => setTimeout(done, rng.below(1_200)));
      await probe.kill('SIGKILL');
      for (const dispatch of inFlight()) orphans.add(dispatch);
      probe.start();
    }
    line.faults = NO_FAULTS;
    await eventually(async () => expect(await open()).toBe(0), 240_000);
    const [counts, ended] = [runs(), await all()];
    expect(ended.length).toBeGreaterThanOrEqual(asked);
    expect([...counts].filter(([, times]) => times > 1)).toEqual([]);
    const dispatches = await road.rows<{ id: string; request_id: string }>(
      `select id, request_id from commands_dispatch`,
    );
    const dispatchOf = new Map(dispatches.map((row) => [row.request_id, row.id]));
    for (const { n, status, error_kind: kind } of ended) {
      const times = counts.get(n) ?? 0;
      if (status === 'succeeded') expect({ n, times }).toEqual({ n, times: 1 });
      else
        expect({ n, status, kind, orphan: orphans.has(dispatchOf.get(n)!) }).toEqual(
          kind === 'indeterminate'
            ? { n, status: 'failed', kind, orphan: true }
            : { n, status: expect.any(String), kind: 'expired', orphan: false },
        );
    }
    const count = (wanted: string) => ended.filter(({ status }) => status === wanted).length;
    expect(count('succeeded')).toBeGreaterThan(asked / 4);
    // The line was as bad as it should be.
    expect(line.done.twice).toBeGreaterThan(asked / 50);
    expect(line.done.delayed).toBeGreaterThan(KILLS);
    expect(line.done.cut).toBeGreaterThan(KILLS / 5);
  });
});
