import type { OutlookMetric, OutlookSeries } from '../core/api/models';
import type { ChartMark } from '../ui/forecast-chart';
import { type ChartSeries, plainNumber } from '../ui/time-chart-words';
import { visibleText } from '../ui/visible-text';
import { OUTLOOK_WORDS as WORDS } from './outlook-words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One vital as the card shows it. */
export interface OutlookLine {
  readonly key: string;
  readonly host: string;
  readonly metric: OutlookMetric;
  /** "Use of the disk". */
  readonly name: string;
  /** Of a disk, where it is mounted. */
  readonly mount: string;
  /** The last measured value. */
  readonly value: string;
  readonly unit: string;
  readonly max: number | undefined;
  /** "At this rate full in 1.4 d", or that it is full. */
  readonly warning: string;
  /** What became of it since it ran. */
  readonly since: string;
  readonly notes: readonly string[];
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  /** How many of the series, at the end, were not measured. */
  readonly forecasts: number;
  readonly marks: readonly ChartMark[];
}

/** What was measured as a line with its gaps; beyond now only where it leads, never what nobody has measured. */
export function lineOf(one: OutlookSeries, nowIso: string): OutlookLine {
  const { metric, projection, ran_at: ran } = one;
  const now = Date.parse(nowIso);
  const values = one.points.map(({ value }) => value);
  const times = one.points.map(({ at }) => Date.parse(at));
  const ahead = projection ? [now, Date.parse(projection.at)] : [];
  const gap = ahead.map(() => null);
  const rate = projection && [...values.map(() => null), projection.from.value, projection.value];
  const last = values.findLast((value) => value !== null) ?? undefined;
  const text = (value: number) => plainNumber(value) + (one.unit ? `\u2009${one.unit}` : '');
  return {
    key: `${one.probe_id} ${metric} ${one.mount ?? ''}`,
    host: visibleText(one.hostname),
    ...{ metric, name: one.name, unit: one.unit, max: one.limit ?? (one.unit === '%' ? 100 : undefined) },
    mount: visibleText(one.mount ?? ''),
    value: last === undefined ? '–' : text(last),
    warning: warningOf(one, last, now),
    since: ran ? sinceOf(values, times, Date.parse(ran), text) : '',
    notes: [one.why, ...(one.caveat ? [one.caveat] : [])].map(visibleText),
    times: [...times, ...ahead],
    series: [
      { label: WORDS.measured, values: [...values, ...gap], colour: 1 },
      ...(rate ? [{ label: WORDS.rate, values: rate }] : []),
    ],
    forecasts: rate ? 1 : 0,
    marks: [
      ...(ran ? [{ at: Date.parse(ran), label: WORDS.ran }] : []),
      ...(projection ? [{ at: now, label: WORDS.now }] : []),
    ],
  };
}

function warningOf(
  { metric, projection, limit }: OutlookSeries,
  last: number | undefined,
  now: number,
): string {
  if (projection) return WORDS.atRate(WORDS.ahead[metric], aheadText(Date.parse(projection.at) - now));
  return limit !== null && last !== undefined && last >= limit - 0.5 ? WORDS.full[metric] : '';
}

/** Only where there are values on both sides. */
function sinceOf(
  values: readonly (number | null)[],
  times: readonly number[],
  ran: number,
  text: (value: number) => string,
): string {
  const known = values.map((value, at) => ({ value, at: times[at] ?? 0 }));
  const before = known.findLast(({ value, at }) => value !== null && at <= ran)?.value;
  const after = known.findLast(({ value, at }) => value !== null && at > ran)?.value;
  return typeof before === 'number' && typeof after === 'number'
    ? WORDS.since(text(before), text(after))
    : '';
}

/** "1.4 d", "5 h", "20 min": as exact as a line through a scatter of points is. */
export function aheadText(ms: number): string {
  if (ms >= 36 * HOUR) return `${plainNumber(Math.round((ms / DAY) * 10) / 10)}\u2009d`;
  if (ms >= HOUR) return `${Math.round(ms / HOUR)}\u2009h`;
  return `${Math.max(1, Math.round(ms / MINUTE))}\u2009min`;
}
