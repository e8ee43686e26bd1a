import type { FakeProbe } from '../../support/fake-probe.js';
import { RolloutsGround, runsOf } from './rollouts-ground.js';

jest.setTimeout(120_000);

/**
 * As a real probe does whose result could not be stored: its line was ended, so it comes back and says what is not
 * acknowledged once more.
 */
async function comeBack(probe: FakeProbe, say: (dispatchId: string) => void): Promise<void> {
  const kept = [...probe.runs.keys()].filter((id) => !probe.acknowledged.includes(id));
  await probe.connect({ unacknowledged: kept });
  kept.forEach(say);
}

it('releases no wave twice and runs nothing twice while its transactions die and two replicas move it on', async () => {
  const ground = await RolloutsGround.start({ config: { bus: 'postgres' } });
  const other = await RolloutsGround.start({ config: { bus: 'postgres' }, beside: ground.road });
  try {
    const probes = await ground.fleet('die', 12);
    const order: number[] = [];
    const say = (at: number, id: string) => probes[at]!.end(id, { exitCode: at === 7 ? 1 : 0 });
    probes.forEach((probe, at) =>
      probe.onRun(({ dispatchId }) => {
        order.push(at);
        probe.accept(dispatchId);
        say(at, dispatchId);
      }),
    );
    const rollout = await ground.roll(probes, { max_concurrent: 2, canary: 1, max_errors: 2 });
    let ended = false;
    const killer = (async () => {
      // Whatever transaction is open dies without a commit, as with the process that holds it.
      for (let turn = 0; turn < 40 && !ended; turn += 1) {
        await ground.road.rows(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where pid <> pg_backend_pid() and datname = current_database() and state = 'idle in transaction'`,
        );
        await new Promise(setImmediate);
      }
    })();
    const returning = (async () => {
      while (!ended) {
        const away = [...probes.entries()].filter(([, { closed }]) => closed);
        // Whom nobody could welcome just now tries again.
        for (const [at, probe] of away) await comeBack(probe, (id) => say(at, id)).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    const done = await ground.until(rollout, 'succeeded', 60_000).finally(() => (ended = true));
    await Promise.all([killer, returning]);
    expect(done).toMatchObject({ wave: 7, counts: { succeeded: 11, failed: 1, running: 0 } });
    expect(runsOf(probes)).toEqual(probes.map(() => 1));
    expect(done.targets.map(({ wave }) => wave).sort()).toEqual([1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7]);
    const released = (await ground.facts(rollout)).filter((type) => type === 'rollout.wave_released');
    expect(released).toHaveLength(7);
    expect(order[0]).toBe(0);
  } finally {
    await other.road.stop();
    await ground.road.close();
  }
});
