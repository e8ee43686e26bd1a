import { VitalsRollup } from '../../../libs/fleet/src/vitals/vitals-rollup.js';
import { until } from './fleet-app.js';
import { twoTenants } from './two-tenants.js';
import type { TwoTenants } from './two-tenants.js';

let fleet: TwoTenants['fleet'];
let ids: TwoTenants['ids'];
/** A whole hour that is over, and stays the same when the next one begins meanwhile. */
let start: Date;
let get: TwoTenants['get'];
beforeAll(async () => {
  ({ fleet, ids, get } = await twoTenants());
});
afterAll(() => fleet.close());

describe('vitals', () => {
  it('are averaged over 5 minutes and hours, once, and old days are dropped', async () => {
    const id = ids['charlie'];
    [{ start }] = (await fleet.sql(`select date_trunc('hour', now()) - interval '2 hours' as start`)) as [
      any,
    ];
    await fleet.sql(`delete from fleet_vitals where probe_id = $1`, [id]);
    await fleet.sql(`select fleet_vitals_partitions($1)`, [start]);
    await fleet.sql(
      `insert into fleet_vitals (probe_id, tenant_id, at, cpu, memory)
       select $1, 'mine', $2::timestamptz + make_interval(secs => 30 * n), case when n < 60 then 10 else 30 end,
         case when n % 2 = 0 then 50 end from generate_series(0, 119) n`,
      [id, start],
    );
    await fleet.sql(`update fleet_rollup set upto = $1`, [start]);
    await fleet.sql(`create table fleet_vitals_20200101 partition of fleet_vitals
      for values from ('2020-01-01 00:00+00') to ('2020-01-02 00:00+00')`);
    const rollup = fleet.app.get(VitalsRollup);
    await until(
      async () => {
        await rollup.turn();
        return fleet.sql(`select n, cpu, memory from fleet_vitals_1h where probe_id = $1`, [id]);
      },
      (rows) => rows.length > 0,
    );
    await rollup.turn();
    expect(await fleet.sql(`select n, cpu, memory from fleet_vitals_1h where probe_id = $1`, [id])).toEqual([
      { n: 120, cpu: 20, memory: 50 },
    ]);
    expect(
      await fleet.sql(`select count(*)::int as n from fleet_vitals_5m where probe_id = $1`, [id]),
    ).toEqual([{ n: 12 }]);
    expect(await fleet.sql(`select to_regclass('fleet_vitals_20200101') as left`)).toEqual([{ left: null }]);
  });

  it('lose their old days, and the last day that counts stays, however PostgreSQL goes through the names of its tables', async () => {
    await fleet.sql('begin');
    try {
      // Every name is looked at, and only then which are days.
      for (const way of ['nestloop', 'mergejoin', 'indexscan', 'indexonlyscan', 'bitmapscan'])
        await fleet.sql(`set local enable_${way} = off`);
      const [{ first, last }] = (await fleet.sql(
        `select to_char(now() at time zone 'UTC' - interval '2 days', 'YYYYMMDD') as first,
           to_char(now() at time zone 'UTC' - interval '1 day', 'YYYYMMDD') as last`,
      )) as [any];
      await fleet.sql(`select fleet_vitals_partitions(now() - interval '1 day')`);
      const left = `select to_regclass($1) is not null as first, to_regclass($2) is not null as last`;
      await fleet.sql(`select fleet_vitals_partitions(now())`);
      expect(await fleet.sql(left, [`fleet_vitals_${first}`, `fleet_vitals_${last}`])).toEqual([
        { first: false, last: true },
      ]);
      expect(await fleet.sql(left, [`fleet_vitals_5m_${first}`, `fleet_vitals_1h_${first}`])).toEqual([
        { first: true, last: true },
      ]);
    } finally {
      await fleet.sql('rollback');
    }
  });

  it('are shown from the record that fits, never more than 2,000 points', async () => {
    const history = (query: string) => get(`/probes/${ids['charlie']}/vitals${query}`);
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const recent = (await history(`?from=${start.toISOString()}&to=${ago(0)}`).expect(200)).body;
    expect(recent).toMatchObject({ source: 'raw', step_seconds: 30 });
    expect(recent.points).toHaveLength(120);
    expect(recent.points[0]).toMatchObject({ cpu_percent: 10, memory_percent: 50, load1: null });
    const day = (await history(`?from=${ago(24)}`).expect(200)).body;
    expect(day).toMatchObject({ source: '5m', step_seconds: 300 });
    const years = (await history(`?from=2020-01-01T00:00:00Z&step=1`).expect(200)).body;
    expect(years.source).toBe('1h');
    expect((Date.now() - Date.parse('2020-01-01')) / 1_000 / years.step_seconds).toBeLessThanOrEqual(2_000);
  });

  it.each([
    '?from=yesterday',
    '?step=0',
    '?step=x',
    '?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    '?limit=9',
  ])('refuse %s', async (query) => void (await get(`/probes/${ids['charlie']}/vitals${query}`).expect(400)));
});
