export interface SparkShape {
  /** The lines between neighbours that are both known. */
  readonly line: string;
  /** The same, closed down to the ground. */
  readonly area: string;
}

/** What is not a number is a gap. A flat line lies in the middle; `low` and `high` fix the scale. */
export function sparkShape(
  values: readonly (number | null | undefined)[],
  width: number,
  height: number,
  scale: { low: number; high: number },
): SparkShape {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const runs: string[][] = [];
  let isOpen = false;
  values.forEach((value, at) => {
    const isKnown = typeof value === 'number' && Number.isFinite(value);
    if (isKnown && !isOpen) runs.push([]);
    if (isKnown) runs.at(-1)?.push(`${round(at * step)} ${round(heightOf(value, height, scale))}`);
    isOpen = isKnown;
  });
  const shown = runs.map((run) => (run.length > 1 ? run : [run[0] as string, run[0] as string]));
  return {
    line: shown.map((run) => `M${run.join('L')}`).join(''),
    area: shown
      .map((run) => `M${xOf(run[0])} ${height}L${run.join('L')}L${xOf(run.at(-1))} ${height}Z`)
      .join(''),
  };
}

/** Lowest and highest of what is known, with a little air, so that the line touches no edge. */
export function scaleOf(values: readonly (number | null | undefined)[]): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return { low: 0, high: 1 };
  const air = (high - low) * 0.12 || Math.max(1, Math.abs(high) * 0.1);
  return { low: low - air, high: high + air };
}

/** Distance from the top; outside the scale it is the edge. */
export function heightOf(
  value: number,
  height: number,
  { low, high }: { low: number; high: number },
): number {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return height - Math.max(0, Math.min(1, share)) * height;
}

const round = (value: number) => Math.round(value * 10) / 10;
const xOf = (point: string | undefined) => point?.split(' ')[0] ?? '0';
