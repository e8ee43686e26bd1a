import type { Bench } from '../bench.js';
import { cpuSeconds } from '../process-stat.js';
import { atMost } from '../report.js';
import { percentile, repeated } from '../waiting.js';

/** One command, from the request over HTTP to the result in its answer: judged, written down, signed, sent, stored. */
export async function single(bench: Bench): Promise<void> {
  await bench.fleet(bench.options.probes);
  const ids = await bench.probeIds(bench.options.probes);
  await measure(bench, ids, 50, 4);
  await bench.watched('single', async () => {
    const cpu = cpuSeconds(bench.server.pid);
    const one = await measure(bench, ids, bench.scaled(1_000), 1);
    bench.row('a command and its result, one at a time, p50', percentile(one, 0.5), 'ms', atMost(10));
    bench.row('a command and its result, one at a time, p99', percentile(one, 0.99), 'ms', atMost(40));
    bench.row(
      'processor time of the server for one',
      ((cpuSeconds(bench.server.pid) - cpu) / one.length) * 1_000,
      'ms',
    );
  });
  await bench.watched('single-8', async () => {
    const began = performance.now();
    const eight = await measure(bench, ids, bench.scaled(2_000), 8);
    const seconds = (performance.now() - began) / 1_000;
    bench.row('a command and its result, eight at a time, p50', percentile(eight, 0.5), 'ms');
    bench.row('a command and its result, eight at a time, p99', percentile(eight, 0.99), 'ms', atMost(40));
    bench.row('commands, eight at a time', eight.length / seconds, '/s');
  });
}

function measure(
  { server }: Bench,
  ids: readonly string[],
  times: number,
  parallel: number,
): Promise<number[]> {
  return repeated(times, parallel, async (turn) => {
    const path = `/api/v1/probes/${ids[turn % ids.length]}/command?wait=true`;
    const { outcome } = await server.api.json<{ outcome: string }>('POST', path, { command: 'uptime' });
    if (outcome !== 'exited') throw new Error(`A command ended with ${outcome}.`);
  });
}
