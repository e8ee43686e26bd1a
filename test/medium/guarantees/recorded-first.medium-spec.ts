import { Client } from 'pg';
import { cutConnections, DATABASE_FAULTS, OF_THE_TEST } from '../../support/evil/database-faults.js';
import { rounds, Seeded, seedOf } from '../../support/evil/seeded.js';
import type { FakeProbe } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

const RUNS = rounds('LEGATOR_SOAK_RECORDED', 48);
const SEED = seedOf('LEGATOR_SOAK_SEED', 1);
const AT_ONCE = 4;

jest.setTimeout(7_200_000);

/** A control plane that has just lost its database may never say welcome. */
const inTime = (work: Promise<void>) =>
  Promise.race([
    work,
    new Promise<never>((_done, fail) => setTimeout(() => fail(new Error('No welcome came.')), 5_000)),
  ]);

describe(`a command that leaves (seed ${SEED})`, () => {
  const rng = new Seeded(SEED);
  let road: ProbeRoad;
  let probe: FakeProbe;
  let owner: Client;
  let watcher: Client;
  /** By dispatch: whether its record was there for others to see when it arrived. */
  const arrived = new Map<string, Promise<boolean>>();

  beforeAll(async () => {
    road = await ProbeRoad.start();
    const connect = async () => {
      const client = new Client({ connectionString: road.spine.url, application_name: OF_THE_TEST });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    };
    [owner, watcher] = [await connect(), await connect()];
    probe = (await road.probe()).onRun((run) => {
      if (!arrived.has(run.dispatchId)) arrived.set(run.dispatchId, recorded(run.dispatchId));
      probe.accept(run.dispatchId);
      probe.end(run.dispatchId);
    });
  });

  afterAll(async () => {
    for (const client of [owner, watcher]) await client?.end();
    await road?.close();
  });

  /** Asked on a connection of its own, that sees what is committed and nothing else. */
  const recorded = async (dispatchId: string): Promise<boolean> => {
    const like = `%"dispatch_id":"${dispatchId}"%`;
    const { rows } = await watcher.query(
      `select 1 from audit_inbox where body like $1 and body like '%command.sent%'
       union all select 1 from audit_entry where type = 'command.sent' and body like $1`,
      [like],
    );
    return rows.length > 0;
  };
  /** @returns the status, or 599 when no answer came */
  const ask = (name: string) =>
    road.post(`/probes/${probe.id}/command`, { command: 'uptime', request_id: name }).then(
      async (answer) => (await answer.text(), answer.status),
      () => 599,
    );

  it('was written down and committed before, whatever goes wrong with the database, and nobody is told otherwise', async () => {
    const totals: Record<string, number[]> = {};
    for (let run = 0; run < RUNS; run += 1) {
      const fault = DATABASE_FAULTS[run % DATABASE_FAULTS.length]!;
      const before = arrived.size;
      await fault.begin(owner);
      const answers = Promise.all(Array.from({ length: AT_ONCE }, (_, n) => ask(`run-${run}-${n}`)));
      if (fault.name.startsWith('all connections')) {
        await new Promise((done) => setTimeout(done, rng.below(30)));
        await cutConnections(owner);
      }
      if (fault.name.includes('locked')) await untilSomebodyWaits();
      else await answers;
      if (fault.total)
        expect({ fault: fault.name, arrived: arrived.size - before }).toEqual({
          fault: fault.name,
          arrived: 0,
        });
      await fault.end(owner);
      const statuses = await answers;
      // It works again by itself.
      let tries = 0;
      await eventually(async () => {
        await connected();
        expect(await ask(`after-${run}-${tries++}`)).toBeLessThan(300);
      }, 30_000);
      // What is on its way would be counted with the next fault.
      await atRest();
      (totals[fault.name] ??= []).push(...statuses);
      const good = statuses.filter((status) => status >= 200 && status < 300).length;
      if (fault.total && !fault.name.includes('locked'))
        expect({ fault: fault.name, good }).toEqual({ fault: fault.name, good: 0 });
    }
    const seen = await Promise.all([...arrived].map(async ([id, was]) => ({ id, was: await was })));
    expect(seen.filter(({ was }) => !was)).toEqual([]);
    expect(seen.length).toBeGreaterThan(RUNS / 2);
    // Each fault did what it is there for.
    for (const { name, total } of DATABASE_FAULTS) {
      const refused = totals[name]!.some((status) => status >= 500);
      if (total && !name.includes('locked')) expect({ name, refused }).toEqual({ name, refused: true });
    }
  });

  /** A line that could not write down what it heard is closed, also a while after the fault; probes connect again. */
  const connected = async () => {
    if (!probe.isOpen) await inTime(probe.connect());
  };

  /** Everything that was taken arrives, and ends. */
  const atRest = () =>
    eventually(async () => {
      await connected();
      const {
        rows: [row],
      } = await watcher.query<{ n: string }>(
        `select count(*) as n from directives_directive where status in ('requested', 'running')`,
      );
      expect(row!.n).toBe('0');
    }, 60_000);

  const untilSomebodyWaits = () =>
    eventually(async () => {
      const { rows } = await watcher.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows.length).toBeGreaterThan(0);
    });
});
