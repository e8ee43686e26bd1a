import { eventually } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';
import { startAuth } from './auth-ground.js';
import { sql } from './people-ground.js';

let spines: Spine[] = [];
afterEach(async () => {
  for (const spine of spines.reverse()) await spine.close();
  spines = [];
});

it('failures that are forgotten are dropped by themselves, and no others', async () => {
  const first = await startAuth();
  spines.push(first);
  const put = (name: string, minutesAgo: number, blockedFor: number | null) =>
    sql(
      first.url,
      `insert into auth_attempt (key, failures, first_at, last_at, blocked_until) values
         ($1, 9, now() - make_interval(mins => $2), now() - make_interval(mins => $2), now() + make_interval(mins => $3))`,
      [Buffer.from(name), minutesAgo, blockedFor],
    );
  await put('old', 16, null);
  await put('old, waited', 60, -45);
  await put('old, waits still', 16, 5);
  await put('new', 14, null);
  // Each start takes a turn, and then every so often.
  spines.push(await startAuth({}, first.url));
  await eventually(async () => {
    const rows = await sql(
      first.url,
      `select convert_from(key, 'utf8') as name from auth_attempt order by 1`,
    );
    expect(rows).toEqual([{ name: 'new' }, { name: 'old, waits still' }]);
  });
}, 60_000);
