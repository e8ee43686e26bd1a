/** A stretch of time; `to` comes after `from`. */
export interface ResolvedRange {
  readonly from: Date;
  readonly to: Date;
}

export const TIME_PRESETS = ['15m', '1h', '6h', '24h', '7d', '30d'] as const;

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const WORDS: Readonly<Record<string, string>> = { s: 's', m: 'min', h: 'h', d: 'd', w: 'w' };
const LONGEST = 400 * 86_400_000;
const LENGTH = /^(\d{1,6})\s*(s|sec|m|min|h|d|w)[a-z]*$/;
const CLOCKS = /^(?:(today|yesterday)\s+)?(\d{1,2}):(\d{2})\s*(?:-|–|to)\s*(\d{1,2}):(\d{2})$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The form kept in the address for what was typed: "2h", "today", "yesterday", "14:00-15:30",
 * "yesterday 14:00-15:30" or "from/to" as two moments. Nothing when it is no time.
 */
export function readTimeRange(text: string): string | undefined {
  const said = text.trim().replace(/^last\s+/i, '');
  if (said.includes('/')) return readMoments(said);
  const small = said.toLowerCase().replace(/\s+/g, ' ');
  if (small === 'today' || small === 'yesterday') return small;
  return readLength(small) ?? readClocks(small);
}

/** From and to as moments. Relative forms end now; a range in the address that is no time counts as `fallback`. */
export function resolve(range: string, now: Date, fallback = '1h'): ResolvedRange {
  const known = readTimeRange(range) ?? fallback;
  const length = LENGTH.exec(known);
  if (length) return { from: new Date(now.getTime() - lengthOf(length)), to: now };
  if (known.includes('/')) {
    const [from = '', to = ''] = known.split('/');
    return { from: new Date(from), to: new Date(to) };
  }
  const clocks = CLOCKS.exec(known);
  if (clocks) return between(clocks, now);
  const today = midnight(now, 0);
  return known === 'today' ? { from: today, to: now } : { from: midnight(now, -1), to: today };
}

/** "Last 6 h", "All time" for none, "Yesterday", "14:00–15:30", or two dates. */
export function timeRangeWords(range: string): string {
  if (range === '') return 'All time';
  const length = LENGTH.exec(range);
  if (length) return `Last ${length[1]}\u2009${WORDS[length[2] ?? ''] ?? ''}`;
  if (!range.includes('/')) return `${range.charAt(0).toUpperCase()}${range.slice(1).replace('-', '–')}`;
  const short = (iso: string) =>
    new Date(iso).toLocaleString(undefined, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    });
  const [from = '', to = ''] = range.split('/');
  return `${short(from)} – ${short(to)}`;
}

function readLength(text: string): string | undefined {
  const found = LENGTH.exec(text);
  if (!found) return undefined;
  const length = lengthOf(found);
  const unit = (found[2] ?? '').charAt(0);
  return length > 0 && length <= LONGEST ? `${Number(found[1])}${unit}` : undefined;
}

function lengthOf(found: RegExpExecArray): number {
  return Number(found[1]) * (UNITS[(found[2] ?? '').charAt(0)] ?? 0);
}

function readClocks(text: string): string | undefined {
  const [all, day, h1 = '', m1 = '', h2 = '', m2 = ''] = CLOCKS.exec(text) ?? [];
  if (all === undefined || Number(h1) > 23 || Number(m1) > 59 || Number(h2) > 23 || Number(m2) > 59)
    return undefined;
  if (Number(h1) === Number(h2) && m1 === m2) return undefined;
  const clock = (h: string, m: string) => `${h.padStart(2, '0')}:${m}`;
  return `${day === 'yesterday' ? 'yesterday ' : ''}${clock(h1, m1)}-${clock(h2, m2)}`;
}

function readMoments(text: string): string | undefined {
  const [from = '', to = '', ...more] = text.split('/').map((part) => part.trim());
  if (more.length > 0 || !MOMENT.test(from) || !MOMENT.test(to)) return undefined;
  const length = Date.parse(to) - Date.parse(from);
  return length > 0 && length <= LONGEST ? `${from}/${to}` : undefined;
}

/** Today's; the whole stretch lies in the past, or at least begins there. One that passes midnight ends the day after. */
function between([, day, h1, m1, h2, m2]: RegExpExecArray, now: Date): ResolvedRange {
  const at = (days: number, hours?: string, minutes?: string) => {
    const moment = midnight(now, days);
    moment.setHours(Number(hours), Number(minutes));
    return moment;
  };
  const passes = Number(h1) * 60 + Number(m1) > Number(h2) * 60 + Number(m2) ? 1 : 0;
  const back = day === 'yesterday' || at(0, h1, m1) > now ? -1 : 0;
  return { from: at(back, h1, m1), to: at(back + passes, h2, m2) };
}

function midnight(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
}
