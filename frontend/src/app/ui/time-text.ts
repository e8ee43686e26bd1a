const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "4 s", "6 min", "3 h", and from a day on the date. A clock that is ahead of ours counts as now. */
export function ageText(at: number, now: number): string {
  if (Number.isNaN(at)) return '–';
  const passed = Math.max(0, now - at);
  if (passed < MINUTE) return `${Math.floor(passed / 1_000)}\u2009s`;
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)}\u2009min`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)}\u2009h`;
  return new Date(at).toLocaleDateString(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** Local time with its zone, and UTC behind it. */
export function momentText(at: number | string): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return '';
  const local = moment.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long', hour12: false });
  return `${local} · ${moment.toISOString()}`;
}

/** "Nov 21, 2026, 14:02", where the hour of the day matters and the second does not. */
export function whenText(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? ''
    : at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** "14:02". */
export function clockText(at: number | string): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', hour12: false });
}

/** "14:02", with its day when that is not today: a clock alone would name today's. */
export function dayAndClock(at: number | string, now: number): string {
  const [day, today] = [new Date(at), new Date(now)];
  if (day.toDateString() === today.toDateString()) return clockText(at);
  const year = day.getFullYear() === today.getFullYear() ? undefined : 'numeric';
  return `${day.toLocaleDateString(undefined, { year, month: 'short', day: 'numeric' })} ${clockText(at)}`;
}

/** "12 d 4 h", "3 h 20 min", "45 s". */
export function durationText(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'min'],
    [Math.floor(seconds % 60), 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = parts.slice(first === -1 ? 3 : first).slice(0, 2);
  return shown
    .filter(([count], at) => at === 0 || count > 0)
    .map(([count, unit]) => `${count}\u2009${unit}`)
    .join(' ');
}
