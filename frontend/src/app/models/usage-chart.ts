import type { ModelUsageSeries } from '../core/api/models';
import type { ChartSeries } from '../ui/time-chart-words';
import { visibleText } from '../ui/visible-text';
import { FEATURE_NAMES, MODELS_WORDS } from './models-words';

export const MEASURES = ['requests', 'tokens', 'cost', 'latency'] as const;
export type Measure = (typeof MEASURES)[number];

export interface UsageChart {
  /** Begins of hours or days, without a hole, in milliseconds. */
  readonly times: readonly number[];
  readonly of: Readonly<Record<Measure, readonly ChartSeries[]>>;
}

type Series = ModelUsageSeries['series'][number];
type Point = Series['points'][number];

const STEP_MS = { hour: 3_600_000, day: 86_400_000 };
/** As many as there are colours; the rest is drawn as one. */
const MOST = 8;

/**
 * The lines of the usage charts. Where nothing happened, nothing was asked and nothing spent; how long an answer takes is not
 * known then, and stays a gap.
 *
 * @param now in milliseconds; the lines end there
 */
export function usageChart(usage: ModelUsageSeries, by: 'profile' | 'feature', now: number): UsageChart {
  const times = timesOf(usage, now);
  const lines = [...usage.series].sort((one, other) => total(other) - total(one));
  const shown = lines.length > MOST ? [...lines.slice(0, MOST - 1), rest(lines.slice(MOST - 1))] : lines;
  const named = shown.map((series) => ({ label: labelOf(series, by), values: valuesAt(series, times) }));
  const line = (measure: Measure) =>
    named.map(({ label, values }, at) => ({
      label,
      colour: at + 1,
      values: values.map((one) => one[measure]),
    }));
  return {
    times,
    of: {
      ...{ requests: line('requests'), tokens: line('tokens') },
      ...{ cost: line('cost'), latency: line('latency') },
    },
  };
}

function timesOf({ since, step }: ModelUsageSeries, now: number): number[] {
  const size = STEP_MS[step];
  const first = Math.floor(Date.parse(since) / size) * size;
  return Array.from(
    { length: Math.max(1, Math.floor((now - first) / size) + 1) },
    (_, at) => first + at * size,
  );
}

function valuesAt({ points }: Series, times: readonly number[]): Record<Measure, number | null>[] {
  const byTime = new Map(points.map((point) => [Date.parse(point.at), point]));
  return times.map((time) => {
    const { requests = 0, total_tokens = 0, cost = 0, latency_ms = null } = byTime.get(time) ?? {};
    return { requests, tokens: total_tokens, cost, latency: latency_ms };
  });
}

/** Many small ones as one: sums, and means weighted by how many were answered. */
function rest(lines: readonly Series[]): Series {
  const byTime = Map.groupBy(
    lines.flatMap(({ points }) => points),
    ({ at }) => at,
  );
  return { key: '', name: MODELS_WORDS.usage.other, points: [...byTime.values()].map(together) };
}

function together(points: readonly Point[]): Point {
  const sum = (of: (point: Point) => number) => points.reduce((all, point) => all + of(point), 0);
  const mean = (field: 'latency_ms' | 'first_token_ms') => {
    const known = points.filter((point) => point[field] !== null);
    const weight = (point: Point) => Math.max(1, point.requests - point.errors);
    const weights = known.reduce((all, point) => all + weight(point), 0);
    if (weights === 0) return null;
    return known.reduce((all, point) => all + (point[field] ?? 0) * weight(point), 0) / weights;
  };
  return {
    ...{ at: points[0]!.at, requests: sum(({ requests }) => requests), errors: sum(({ errors }) => errors) },
    prompt_tokens: sum(({ prompt_tokens }) => prompt_tokens),
    completion_tokens: sum(({ completion_tokens }) => completion_tokens),
    ...{ total_tokens: sum(({ total_tokens }) => total_tokens), cost: sum(({ cost }) => cost) },
    ...{ latency_ms: mean('latency_ms'), first_token_ms: mean('first_token_ms') },
  };
}

function labelOf({ key, name }: Series, by: 'profile' | 'feature'): string {
  if (by === 'feature' && Object.hasOwn(FEATURE_NAMES, key))
    return FEATURE_NAMES[key as keyof typeof FEATURE_NAMES];
  return visibleText(name);
}

function total({ points }: Series): number {
  return points.reduce((all, { requests }) => all + requests, 0);
}
