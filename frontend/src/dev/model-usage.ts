import type { ModelUsage, ModelUsageSeries, UsageFeature } from '../app/core/api/models';
import { HOUR_MS } from './model-fixtures';

interface Use {
  readonly profile_id: string;
  readonly profile_name: string;
  readonly feature: UsageFeature;
  /** Requests in an ordinary hour of the day. */
  readonly often: number;
  readonly tokens: number;
  /** Per million. */
  readonly price: number;
  readonly latency: number;
}

const USES: readonly Use[] = [
  {
    ...{ profile_id: 'mdl-1', profile_name: 'ops-primary', feature: 'fleet-chat', often: 9 },
    ...{ tokens: 4_100, price: 4.2, latency: 2_900 },
  },
  {
    ...{ profile_id: 'mdl-1', profile_name: 'ops-primary', feature: 'probe-chat', often: 6 },
    ...{ tokens: 2_600, price: 4.2, latency: 2_100 },
  },
  {
    ...{ profile_id: 'mdl-2', profile_name: 'rack-local', feature: 'task', often: 4 },
    ...{ tokens: 1_900, price: 0, latency: 5_400 },
  },
  {
    ...{ profile_id: 'mdl-3', profile_name: 'spare', feature: 'probe-chat', often: 1 },
    ...{ tokens: 2_200, price: 9, latency: 1_300 },
  },
];

interface Cell {
  readonly use: Use;
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
}

/** What was asked since then, hour by hour: busier by day than by night, the same at every start. */
function cells(since: number, now: number): Cell[] {
  const first = Math.ceil(since / HOUR_MS) * HOUR_MS;
  const hours = Array.from(
    { length: Math.max(0, Math.floor((now - first) / HOUR_MS) + 1) },
    (_, n) => first + n * HOUR_MS,
  );
  return hours.flatMap((at) => {
    const hour = new Date(at).getUTCHours();
    const busy = Math.max(0.06, Math.sin(((hour - 5) / 24) * 2 * Math.PI));
    return USES.map((use, n) => {
      const swing = 0.6 + 0.8 * Math.abs(Math.sin(at / HOUR_MS + n * 2.4));
      const requests = Math.round(use.often * busy * swing);
      return { use, at, requests, errors: requests > 8 && hour % 7 === n ? 1 : 0 };
    });
  });
}

function counted(all: readonly Cell[]) {
  const sum = (of: (cell: Cell) => number) => all.reduce((total, cell) => total + of(cell), 0);
  const requests = sum((cell) => cell.requests);
  const tokens = sum((cell) => cell.requests * cell.use.tokens);
  const slow = (cell: Cell) => cell.use.latency * (0.8 + 0.4 * Math.abs(Math.cos(cell.at / HOUR_MS)));
  const latency = requests === 0 ? null : sum((cell) => cell.requests * slow(cell)) / requests;
  return {
    ...{ requests, prompt_tokens: Math.round(tokens * 0.82), completion_tokens: Math.round(tokens * 0.18) },
    ...{ total_tokens: tokens, errors: sum((cell) => cell.errors) },
    cost: sum((cell) => (cell.requests * cell.use.tokens * cell.use.price) / 1e6),
    ...{ latency_ms: latency, first_token_ms: latency === null ? null : latency * 0.3 },
  };
}

export function demoUsage(window: string, now: number): ModelUsage {
  const since = now - Number.parseInt(window, 10) * HOUR_MS;
  const all = cells(since, now).filter(({ requests }) => requests > 0);
  const byUse = [...Map.groupBy(all, ({ use }) => use)];
  return {
    ...{ window, since: new Date(since).toISOString(), totals: { feature: 'all', ...counted(all) } },
    usage: byUse.map(([{ profile_id, profile_name, feature }, own]) => ({
      ...{ profile_id, profile_name, feature },
      ...counted(own),
    })),
  };
}

export function demoSeries(
  window: string,
  by: 'profile' | 'feature',
  step: 'hour' | 'day',
  now: number,
): ModelUsageSeries {
  const since = now - Number.parseInt(window, 10) * HOUR_MS;
  const size = step === 'hour' ? HOUR_MS : 24 * HOUR_MS;
  const all = cells(since, now).filter(({ requests }) => requests > 0);
  const lines = Map.groupBy(all, ({ use }) => (by === 'profile' ? use.profile_id : use.feature));
  return {
    ...{ window, since: new Date(since).toISOString(), step },
    series: [...lines].map(([key, own]) => ({
      key,
      name: by === 'profile' ? own[0]!.use.profile_name : key,
      points: [...Map.groupBy(own, ({ at }) => Math.floor(at / size) * size)].map(([at, some]) => ({
        at: new Date(at).toISOString(),
        ...counted(some),
      })),
    })),
  };
}
