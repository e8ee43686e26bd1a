import { clockText } from './time-text';

export interface ChartSeries {
  readonly label: string;
  /** One for each time; what is not known is null and stays a gap. */
  readonly values: readonly (number | null)[];
  /** Number of the colour, 1 to 8; without it the place in the list. */
  readonly colour?: number;
}

export interface TimeSpan {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

export type NumberText = (value: number) => string;

const DAY = 86_400_000;
/** More rows than this help nobody; then every second, third, … is shown, and the table says so. */
const TABLE_ROWS = 120;

/** "45.2", "1 204": at most one decimal below a hundred. */
export function plainNumber(value: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 });
}

/** A moment as short as the span allows: time within two days, otherwise the date too. */
export function momentIn(at: number, { from, to }: TimeSpan): string {
  if (to - from <= 2 * DAY) return clockText(at);
  const day = new Date(at).toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
  return to - from > 14 * DAY ? day : `${day} ${clockText(at)}`;
}

/** What the picture says, for those who do not see it. */
export function chartSummary(
  times: readonly number[],
  series: readonly ChartSeries[],
  text: NumberText,
): string {
  const from = times[0];
  const to = times.at(-1);
  if (from === undefined || to === undefined) return 'No values.';
  const span = { from, to };
  return [
    `From ${momentIn(from, span)} to ${momentIn(to, span)}.`,
    ...series.map((one) => seriesSummary(one, text)),
  ].join(' ');
}

function seriesSummary({ label, values }: ChartSeries, text: NumberText): string {
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return `${label}: no values.`;
  const low = known.reduce((one, other) => Math.min(one, other));
  const high = known.reduce((one, other) => Math.max(one, other));
  const gaps = known.length < values.length ? `, ${values.length - known.length} values missing` : '';
  return `${label}: last ${text(last)}, between ${text(low)} and ${text(high)}${gaps}.`;
}

/** Every how many-th moment the table shows. */
export function tableStep(count: number): number {
  return Math.max(1, Math.ceil(count / TABLE_ROWS));
}
