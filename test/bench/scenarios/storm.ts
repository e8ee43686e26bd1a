import type { Bench } from '../bench.js';
import { cpuSeconds } from '../process-stat.js';
import { atMost } from '../report.js';

/** Every line breaks at the same moment; each probe comes back by its own rules, with its own delay. */
export async function storm(bench: Bench): Promise<void> {
  const { server, options } = bench;
  const simulators = await bench.fleet(options.probes);
  await bench.watched('storm', async () => {
    const cpu = cpuSeconds(server.pid);
    await server.lagStart();
    const { p50, p99, last, refused } = await simulators.storm();
    const lag = await server.lag();
    bench.row(`${options.probes} lines broken, half are back after`, p50 / 1_000, 's');
    bench.row('99 of 100 are back after', p99 / 1_000, 's');
    bench.row('all are back after', last / 1_000, 's', atMost(30));
    bench.row('handshakes put off', refused, '');
    bench.row('delay of the event loop meanwhile, p99', lag.p99, 'ms', atMost(100));
    bench.row('delay of the event loop meanwhile, longest', lag.max, 'ms');
    const each = (cpuSeconds(server.pid) - cpu) / options.probes;
    bench.row('processor time of the server for one of them', each * 1_000, 'ms');
  });
}
