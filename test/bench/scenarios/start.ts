import type { Bench } from '../bench.js';
import { DataDir, startAndStop } from '../control-plane.js';
import { atMost } from '../report.js';
import { percentile } from '../waiting.js';

const WARM = 3;

/** From the command to the first answered request: with nothing there yet, and again. */
export async function start(bench: Bench): Promise<void> {
  const data = await DataDir.make();
  try {
    bench.row(
      'first start, database and migrations included',
      await startAndStop(bench.root, data),
      's',
      atMost(10),
    );
    const warm: number[] = [];
    for (let turn = 0; turn < WARM; turn += 1) warm.push(await startAndStop(bench.root, data));
    bench.row('start on data that is there', percentile(warm, 0.5), 's', atMost(4));
  } finally {
    await data.remove();
  }
}
