import type { FleetRowPage } from '@legator/contracts';
import { fleetApp } from './fleet-app.js';
import type { FleetApp } from './fleet-app.js';
import { seedProbes } from './seeded-probes.js';

let fleet: FleetApp;
beforeAll(async () => {
  fleet = await fleetApp();
});
afterAll(() => fleet.close());

const get = (path: string, tenant = 'mine') =>
  fleet.http().get(`/api/v1/fleet${path}`).set('Authorization', `Bearer ${tenant}`);
const rows = async (query: Record<string, string | number>, tenant?: string): Promise<FleetRowPage> =>
  (await get('/rows', tenant).query(query).expect(200)).body;

describe('pages of many alike', () => {
  const sorts = ['health', 'hostname', 'last_seen', 'registered', 'cpu', 'memory', 'disk', 'status'];

  beforeAll(() =>
    seedProbes(
      fleet,
      Array.from({ length: 60 }, (_, n) => ({
        ...{ hostname: `twin-${n % 3}`, tenant: 'many', score: 90 + (n % 2), seen: 7 + (n % 4) },
        ...{
          status: (['online', 'offline', 'degraded', 'pending'] as const)[n % 4],
          vitals: n % 5 ? {} : null,
        },
      })),
    ),
  );

  it.each(sorts.flatMap((sort) => [sort, `-${sort}`]))('by %s lose none and repeat none', async (sort) => {
    const whole = (await rows({ sort, limit: 500 }, 'many')).rows.map(({ id }) => id);
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: FleetRowPage = await rows({ sort, limit: 7, ...(next && { cursor: next }) }, 'many');
      paged.push(...page.rows.map(({ id }) => id));
      next = page.next_cursor;
    }
    expect(new Set(whole).size).toBe(60);
    expect(paged).toEqual(whole);
    const opposite = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
    expect((await rows({ sort: opposite, limit: 500 }, 'many')).rows.map(({ id }) => id)).toEqual(
      whole.reverse(),
    );
  });
});
