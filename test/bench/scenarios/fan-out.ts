import { FAN_TAG } from '../bench.js';
import type { Bench } from '../bench.js';
import { atMost } from '../report.js';
import { percentile, repeated, until } from '../waiting.js';

const DONE = `select count(*) from commands_dispatch where state = 'done' and created_at >= $1`;
const ROUNDS = 3;

interface Answer {
  readonly total: number;
  readonly results: readonly { readonly status: string }[];
}

/** One request to every probe with a tag, until the last answer is stored. */
export async function fanOut(bench: Bench): Promise<void> {
  const { server, options } = bench;
  await bench.fleet(options.probes);
  const ids = await bench.probeIds(options.probes);
  await repeated(ids.length, 8, async (turn) => {
    await server.api.json('PUT', `/api/v1/probes/${ids[turn]}/tags`, { tags: [FAN_TAG] });
  });
  await once(bench, ids.length);
  const rounds: Round[] = [];
  await bench.watched('fanout', async () => {
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await once(bench, ids.length));
  });
  const middle = (key: keyof Round) =>
    percentile(
      rounds.map((round) => round[key]),
      0.5,
    );
  bench.row(`${ids.length} probes by tag, until the request is answered`, middle('answered'), 's');
  bench.row(`${ids.length} probes by tag, until the last answer is stored`, middle('stored'), 's', atMost(2));
  bench.row('delay of the event loop meanwhile, p99', middle('lag'), 'ms');
}

interface Round {
  readonly answered: number;
  readonly stored: number;
  readonly lag: number;
}

async function once({ server }: Bench, count: number): Promise<Round> {
  const since = new Date();
  await server.lagStart();
  const began = performance.now();
  const path = `/api/v1/fleet/by-tag/${FAN_TAG}/command`;
  const { total, results } = await server.api.json<Answer>('POST', path, { command: 'uptime' });
  const answered = (performance.now() - began) / 1_000;
  const held = results.filter(({ status }) => status !== 'dispatched');
  if (total !== count || held.length > 0)
    throw new Error(`${total - held.length} of ${count} were dispatched.`);
  await until('every answer', async () => (await server.number(DONE, [since])) >= count);
  const stored = (performance.now() - began) / 1_000;
  return { answered, stored, lag: (await server.lag()).p99 };
}
