import { beatSeeded, seededId } from '../../support/seeded-fleet.js';
import type { Bench } from '../bench.js';
import { atMost } from '../report.js';
import { pause, percentile } from '../waiting.js';
import { openFleet } from './places.js';
import { during } from './recorder.js';
import { heapBytes, taskMs } from './visitor.js';
import type { Visit, Visitor } from './visitor.js';

const SECONDS = 60;
const EVERY_MS = 100;
const AT_ONCE = 20;

const EVENTS = `
  with made as (
    insert into core_signal (id, tenant_id, type, summary, payload, probe_id, occurred_at, actor_type, actor_id,
      subject_type, subject_id)
    select gen_random_uuid(), 'default', case when n % 2 = 0 then 'probe.degraded' else 'probe.recovered' end,
      'A host of the measurement changed', '{}', id, now(), 'system', 'bench', 'probe', id
    from unnest($1::text[]) with ordinality as given(id, n)
    returning id, tenant_id, type
  )
  insert into core_outbox (tenant_id, signal_id, type) select tenant_id, id, type from made`;

/** Two hundred events a second, with the numbers of as many hosts, while the list is on the screen. */
export async function live(bench: Bench, visitor: Visitor): Promise<void> {
  await visitor.visit({}, async (visit) => {
    const { page } = visit;
    await openFleet(page, '/fleet?sort=hostname');
    await events(bench, 2);
    const [heap, work] = [await heapBytes(visit), await taskMs(visit)];
    const seconds = bench.scaled(SECONDS);
    const { frames, longestTask } = await during(page, () => events(bench, seconds));
    const busy = ((await taskMs(visit)) - work) / (10 * seconds);
    const what = `200 events a second for ${seconds} s`;
    bench.row(`${what}, longest frame`, Math.max(...frames), 'ms', atMost(50));
    bench.row(`${what}, frame p99`, percentile(frames, 0.99), 'ms');
    bench.row(`${what}, longest task of the page (0: below 50)`, longestTask, 'ms', atMost(50));
    bench.row(`${what}, processor of the page`, busy, '% of a core');
    bench.row(`${what}, growth of its heap`, ((await heapBytes(visit)) - heap) / 1e6, 'MB', atMost(10));
    await mustHaveMoved(visit);
  });
}

/** What was measured is nothing if nothing arrived. */
async function mustHaveMoved({ page }: Visit): Promise<void> {
  await page.getByText(/^Live · /).waitFor();
}

async function events(bench: Bench, seconds: number): Promise<void> {
  const owner = await bench.server.database();
  const until = performance.now() + 1_000 * seconds;
  for (let turn = 0; performance.now() < until; turn += 1) {
    const next = performance.now() + EVERY_MS;
    const first = 1 + ((turn * AT_ONCE) % 200);
    const ids = Array.from({ length: AT_ONCE }, (_, at) => seededId(first + at));
    await owner.query(EVENTS, [ids]);
    await beatSeeded((text, values) => owner.query(text, values), first, AT_ONCE);
    await pause(Math.max(0, next - performance.now()));
  }
}
