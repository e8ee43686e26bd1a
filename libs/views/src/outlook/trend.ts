import type { Projection } from '@legator/contracts';

/** A value at a moment, in milliseconds; null where nothing was heard. */
export interface Measured {
  readonly at: number;
  readonly value: number | null;
}

export interface TrendTerms {
  readonly now: number;
  readonly stepMs: number;
  /** What cannot be exceeded, and what the line is followed up to. */
  readonly limit: number;
  /** Values before are of another time: the command ran between. */
  readonly since?: number | undefined;
}

/** Fewer values, or a shorter time, say nothing. */
const LEAST_VALUES = 24;
const LEAST_SPAN_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;
/** The stretch is cut into so many equal parts; how evenly they rise is what tells growth from wandering. */
const PARTS = 8;
/** The mean rise from part to part, in standard errors of itself; a walk without a direction gets there hardly ever. */
const STANDARD_ERRORS = 6;
/** Over the whole stretch, in the unit of the values, and against how much they scatter about the line. */
const LEAST_GROWTH = 2;
const TIMES_SCATTER = 3;
/** Nobody has seen more of the future than they have of the past. */
const FURTHEST_MS = 14 * DAY_MS;

/**
 * Where growth leads, if it goes on as it has; undefined where that cannot be said honestly.
 *
 * The rule: of everything that was measured, its latest half, and its latest quarter, the longest stretch counts that
 * has 24 values or more over 6 hours or more, a value in each of its eight equal parts, and ends now (no more than
 * three steps of silence). Its line is the median of all slopes between two values (Theil and Sen), so single peaks
 * do not turn it. It counts as growth when the line rises by 2 or more over the stretch, and by three times the
 * scatter of the values about it, and the medians of the eight parts rise so evenly that the mean rise is at least six
 * standard errors of itself: noise, a wander, a step, and what has been turned round since all fail there. The limit has
 * to be ahead, not further than the stretch is long.
 */
export function projectionOf(series: readonly Measured[], terms: TrendTerms): Projection | undefined {
  const known = series
    .filter(
      (one): one is Known => one.value !== null && Number.isFinite(one.value) && Number.isFinite(one.at),
    )
    .filter(({ at }) => at <= terms.now && at >= (terms.since ?? -Infinity))
    .sort((a, b) => a.at - b.at);
  const last = known.at(-1);
  if (!last || terms.now - last.at > 3 * terms.stepMs) return undefined;
  // Full is full: there is nothing to foretell.
  if (last.value >= terms.limit) return undefined;
  const span = last.at - known[0]!.at;
  for (const share of [1, 1 / 2, 1 / 4]) {
    const stretch = known.filter(({ at }) => at >= last.at - span * share);
    const line = growthOf(stretch);
    if (line) return reached(line, stretch, terms);
  }
  return undefined;
}

interface Known {
  readonly at: number;
  readonly value: number;
}

/** By milliseconds from the first value on. */
interface Line {
  readonly slope: number;
  readonly start: number;
}

function growthOf(stretch: readonly Known[]): Line | undefined {
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (!first || !last || stretch.length < LEAST_VALUES) return undefined;
  const span = last.at - first.at;
  if (span < LEAST_SPAN_MS) return undefined;
  if (!risesEvenly(stretch, first.at, span)) return undefined;
  const slope = slopeOf(stretch);
  const growth = slope * span;
  if (growth < LEAST_GROWTH) return undefined;
  const above = stretch.map(({ at, value }) => value - slope * (at - first.at));
  const start = median(above);
  const scatter = 1.4826 * median(above.map((one) => Math.abs(one - start)));
  return growth >= TIMES_SCATTER * scatter ? { slope, start } : undefined;
}

function reached(
  { slope, start }: Line,
  stretch: readonly Known[],
  { now, limit }: TrendTerms,
): Projection | undefined {
  const [first, last] = [stretch[0]!, stretch.at(-1)!];
  const value = start + slope * (now - first.at);
  const ahead = (limit - value) / slope;
  // The line may be there already while the values are not: then it does not say when.
  if (!(ahead > 0) || ahead > Math.min(FURTHEST_MS, last.at - first.at)) return undefined;
  return {
    value: limit,
    at: new Date(now + ahead).toISOString(),
    from: { at: new Date(now).toISOString(), value: rounded(value) },
    per_day: rounded(slope * DAY_MS),
    since: new Date(first.at).toISOString(),
  };
}

/** The median of the slopes between any two values. */
function slopeOf(stretch: readonly Known[]): number {
  const slopes: number[] = [];
  stretch.forEach((one, i) => {
    for (const other of stretch.slice(i + 1))
      if (other.at > one.at) slopes.push((other.value - one.value) / (other.at - one.at));
  });
  return median(slopes);
}

function risesEvenly(stretch: readonly Known[], from: number, span: number): boolean {
  const parts: number[][] = Array.from({ length: PARTS }, () => []);
  for (const { at, value } of stretch)
    parts[Math.min(PARTS - 1, Math.floor(((at - from) / span) * PARTS))]!.push(value);
  if (parts.some((part) => part.length === 0)) return false;
  const levels = parts.map(median);
  const rises = levels.slice(1).map((level, i) => level - levels[i]!);
  const mean = rises.reduce((sum, rise) => sum + rise, 0) / rises.length;
  const variance = rises.reduce((sum, rise) => sum + (rise - mean) ** 2, 0) / (rises.length - 1);
  return mean > 0 && mean >= STANDARD_ERRORS * Math.sqrt(variance / rises.length);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
