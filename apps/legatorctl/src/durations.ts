import { Failure, USAGE } from './failure.js';

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `500ms`, `30s`, `5m`, `2h` or `1d`; more than nothing. */
export function parseDuration(text: string): number {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text);
  const ms = match ? Math.round(Number(match[1]) * UNITS[match[2]!]!) : 0;
  if (ms < 1) throw new Failure(`${text} is not a duration; write 500ms, 30s, 5m, 2h or 1d.`, USAGE);
  return ms;
}

/** A moment as RFC 3339: given as such, or as the time that has passed since, such as `2h`. */
export function parseMoment(text: string, now: Date): string {
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  if (/^[\d.]+(ms|s|m|h|d)$/.test(text)) return new Date(now.getTime() - parseDuration(text)).toISOString();
  throw new Failure(`${text} is not a time; write 2h for two hours ago, or 2026-01-31T08:00:00Z.`, USAGE);
}

/** How long ago something was, in one unit: `12s ago`. Empty for what is no time. */
export function ago(moment: unknown, now: Date): string {
  const at = typeof moment === 'string' ? Date.parse(moment) : NaN;
  if (Number.isNaN(at) || at <= 0) return '';
  const seconds = Math.round((now.getTime() - at) / 1000);
  return seconds < 0 ? `in ${span(-seconds)}` : `${span(seconds)} ago`;
}

function span(seconds: number): string {
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)}m`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)}h`;
  return `${Math.round(seconds / 86_400)}d`;
}

/** Bytes in the unit that people would use: `15.6 GiB`. */
export function bytes(count: unknown): string {
  if (typeof count !== 'number' || !(count > 0)) return '';
  const unit = Math.min(Math.floor(Math.log2(count) / 10), 5);
  return `${(count / 1024 ** unit).toFixed(unit === 0 ? 0 : 1)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'][unit]}`;
}
