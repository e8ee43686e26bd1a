import { UsagePruning } from '../../../libs/models/src/usage/usage-pruning.js';
import { startDock } from './dock-ground.js';
import type { DockGround } from './dock-ground.js';

const HOUR = 3_600_000;
/** All of one moment, so that what is an hour apart is never in the same hour. */
const NOW = Date.now();
const ago = (hours: number) => new Date(NOW - hours * HOUR);

describe('the usage of models', () => {
  let ground: DockGround;
  beforeAll(async () => {
    ground = await startDock();
    await used('default', 'a', 'Renamed', 'task', 1, {
      prompt: 100,
      completion: 10,
      cost: 0.5,
      latency: 400,
    });
    await used('default', 'a', 'Old name', 'task', 2, {
      prompt: 50,
      completion: 5,
      cost: 0.25,
      latency: 200,
    });
    await used('default', 'a', 'Old name', 'fleet-chat', 3, { error: 'failed' });
    await used('default', 'b', 'B', 'test', 30, { prompt: 1, completion: 1 });
    await used('acme', 'c', 'Theirs', 'task', 1, { prompt: 999, completion: 1 });
    await used('default', 'a', 'Old name', 'task', 91 * 24, { prompt: 7_777 });
  }, 60_000);
  afterAll(() => ground.close());

  async function used(
    ...[tenant, profile, name, feature, hours, was]: [
      ...[string, string, string, string, number],
      { prompt?: number; completion?: number; cost?: number; latency?: number; error?: string },
    ]
  ): Promise<void> {
    await ground.sql(
      `insert into models_usage (tenant_id, id, at, profile_id, profile_name, model, feature, prompt_tokens,
         completion_tokens, estimated, cost, latency_ms, first_token_ms, error)
       values ($1, gen_random_uuid(), $2, $3, $4, 'm', $5, $6, $7, false, $8, $9, $9, $10)`,
      [
        ...[tenant, ago(hours), profile, name, feature, was.prompt ?? 0, was.completion ?? 0, was.cost ?? 0],
        ...[was.latency ?? 0, was.error ?? null],
      ],
    );
  }
  const get = async (query: string, as?: string) =>
    (await ground.call('get', `model-usage${query}`, undefined, as)).body;

  it('is summed up by profile and feature, over the last day unless told otherwise', async () => {
    expect(await get('')).toEqual({
      window: '24h',
      since: expect.any(String),
      totals: {
        ...{ feature: 'all', requests: 3, prompt_tokens: 150, completion_tokens: 15, total_tokens: 165 },
        ...{ cost: 0.75, errors: 1, latency_ms: 300, first_token_ms: 300 },
      },
      usage: [
        {
          ...{ profile_id: 'a', profile_name: 'Renamed', feature: 'task', requests: 2, errors: 0 },
          ...{ prompt_tokens: 150, completion_tokens: 15, total_tokens: 165, cost: 0.75 },
          ...{ latency_ms: 300, first_token_ms: 300 },
        },
        {
          ...{ profile_id: 'a', profile_name: 'Old name', feature: 'fleet-chat', requests: 1, errors: 1 },
          ...{ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, cost: 0 },
          ...{ latency_ms: null, first_token_ms: null },
        },
      ],
    });
    expect((await get('?window=90m')).totals.requests).toBe(1);
    expect((await get('?window=48h')).totals.requests).toBe(4);
    expect((await get('', 'theirs')).totals).toMatchObject({ requests: 1, prompt_tokens: 999 });
    expect((await get('?window=30s')).totals).toMatchObject({ requests: 0, total_tokens: 0, cost: 0 });
  });

  it.each(['2161h', '0s', '-1h', 'day', ''])('is not summed up over "%s"', async (window) => {
    expect((await get(`?window=${window}`)).code).toBe('invalid_request');
  });

  it('is drawn by day and hour, by profile and feature', async () => {
    const { series } = await get('/series?window=48h&by=profile&step=hour');
    expect(
      series.map(({ key, name, points }: Record<string, unknown[]>) => [key, name, points!.length]),
    ).toEqual([
      ['a', 'Renamed', 3],
      ['b', 'B', 1],
    ]);
    expect(series[0].points[0].at).toMatch(/:00:00\.000Z$/);
    const days = await get('/series?window=48h&by=feature');
    expect(days.series.map(({ key }: { key: string }) => key)).toEqual(['fleet-chat', 'task', 'test']);
    expect((await get('/series?step=year')).code).toBe('invalid_request');
  });

  it('is kept for ninety days', async () => {
    const pruning = ground.spine.app.get(UsagePruning, { strict: false });
    expect(await pruning.prune()).toBe(false);
    expect(await ground.sql('select 1 from models_usage where prompt_tokens = 7777')).toEqual([]);
    expect(await ground.sql('select 1 from models_usage')).toHaveLength(5);
  });
});
