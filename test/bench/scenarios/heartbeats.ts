import type { Bench } from '../bench.js';
import { cpuSeconds } from '../process-stat.js';
import { atLeast } from '../report.js';
import { until } from '../waiting.js';

const LAST_IN_TABLE = `select count(*) from fleet_probe where (vitals->>'processes')::int >= $1`;

/**
 * Beats as fast as the line takes them. Presence writes the newest of each probe about once a second, so two numbers:
 * what comes in until the last one of every probe is in the database, and what one round of rows takes to be written.
 */
export async function heartbeats(bench: Bench): Promise<void> {
  const count = bench.options.connections;
  await bench.fleet(count);
  await oneRound(bench, 1_000);
  await bench.watched('heartbeats', () => manyRounds(bench, bench.scaled(20), 2_000));
}

async function oneRound(bench: Bench, mark: number): Promise<void> {
  const { server } = bench;
  const simulators = await bench.fleet(bench.options.connections);
  const rows = await vitalsRows(bench);
  const began = performance.now();
  const sent = await simulators.burst(1, mark);
  await until(
    'one beat of each probe to be stored',
    async () => (await server.number(LAST_IN_TABLE, [mark])) >= sent,
    { everyMs: 50 },
  );
  const seconds = (performance.now() - began) / 1_000;
  bench.row(`one beat of each of ${sent} probes until it is stored`, seconds, 's');
  bench.row('rows of vitals written meanwhile', ((await vitalsRows(bench)) - rows) / seconds, '/s');
}

async function manyRounds(bench: Bench, rounds: number, firstMark: number): Promise<void> {
  const { server } = bench;
  const simulators = await bench.fleet(bench.options.connections);
  const rows = await vitalsRows(bench);
  const cpu = cpuSeconds(server.pid);
  const last = firstMark + rounds - 1;
  await server.lagStart();
  const began = performance.now();
  const sent = await simulators.burst(rounds, firstMark);
  const sentIn = (performance.now() - began) / 1_000;
  const probes = sent / rounds;
  await until(
    'the last beat of each probe to be stored',
    async () => (await server.number(LAST_IN_TABLE, [last])) >= probes,
    { everyMs: 50 },
  );
  const seconds = (performance.now() - began) / 1_000;
  bench.row(
    `${sent} beats sent, until the last of each probe is stored`,
    sent / seconds,
    '/s',
    atLeast(15_000),
  );
  bench.row('beats given to the sockets', sent / sentIn, '/s');
  bench.row('rows of vitals written meanwhile', ((await vitalsRows(bench)) - rows) / seconds, '/s');
  bench.row('processor of the server', ((cpuSeconds(server.pid) - cpu) / seconds) * 100, '% of a core');
  bench.row('delay of its event loop, p99', (await server.lag()).p99, 'ms');
}

function vitalsRows({ server }: Bench): Promise<number> {
  return server.number('select count(*) from fleet_vitals');
}
