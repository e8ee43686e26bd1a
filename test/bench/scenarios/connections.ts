import type { Bench } from '../bench.js';
import { cpuSeconds, residentBytes } from '../process-stat.js';
import { atMost } from '../report.js';
import { pause, timed } from '../waiting.js';

/** What ten thousand quiet probes cost: memory each, and processor time with their pings and beats. */
export async function connections(bench: Bench): Promise<void> {
  const count = bench.options.connections;
  const simulators = await bench.enrol(count);
  // What registering left behind in the process is none of what a connection costs.
  await bench.restart();
  const before = await settledBytes(bench);
  const { seconds } = await timed(() => bench.fleet(count));
  bench.row(`${count} probes connected, the admission limit included`, seconds, 's');
  await pause(3_000);
  const after = await settledBytes(bench);
  bench.row('memory of the server before', before.resident / 2 ** 20, 'MiB');
  bench.row('memory of the server with them', after.resident / 2 ** 20, 'MiB');
  bench.row(
    'memory per connection, all of it',
    (after.resident - before.resident) / count / 1_024,
    'KiB',
    atMost(15),
  );
  bench.row('of which JavaScript heap', (after.heap - before.heap) / count / 1_024, 'KiB');
  await bench.watched('connections', () => quietMinute(bench));
  const { welcomes } = await simulators.counts();
  bench.row('still connected at the end', welcomes, '');
  if (welcomes !== count) throw new Error(`Only ${welcomes} of ${count} probes stayed connected.`);
}

async function quietMinute(bench: Bench): Promise<void> {
  const { server } = bench;
  const simulators = await bench.fleet(bench.options.connections);
  const seconds = bench.scaled(60);
  const cpu = cpuSeconds(server.pid);
  const theirs = simulators.cpuSeconds();
  const { beats } = await simulators.counts();
  await server.lagStart();
  const { seconds: passed } = await timed(() => pause(seconds * 1_000));
  const { p99 } = await server.lag();
  bench.row(
    'processor of the server, a beat each 30 s',
    ((cpuSeconds(server.pid) - cpu) / passed) * 100,
    '% of a core',
    atMost(20),
  );
  bench.row('delay of its event loop, p99', p99, 'ms');
  bench.row('beats sent', ((await simulators.counts()).beats - beats) / passed, '/s');
  bench.say(
    `the simulator used ${(((simulators.cpuSeconds() - theirs) / passed) * 100).toFixed(0)} % of a core`,
  );
}

async function settledBytes({ server }: Bench): Promise<{ resident: number; heap: number }> {
  await server.memory();
  await pause(1_000);
  const { heapUsed } = await server.memory();
  return { resident: residentBytes(server.pid), heap: heapUsed };
}
