import { ageText } from '../ui/time-text';

const DAY_MS = 86_400_000;

/** "now", "40 min", "2 h", then "yesterday", the day of the week, and the date. */
export function agoText(at: number, now: number): string {
  if (Number.isNaN(at)) return '–';
  if (now - at < 60_000) return 'now';
  if (now - at < DAY_MS) return ageText(at, now);
  const days = Math.round((midnight(now) - midnight(at)) / DAY_MS);
  if (days <= 1) return 'yesterday';
  const options: Intl.DateTimeFormatOptions =
    days < 7
      ? { weekday: 'short' }
      : { day: 'numeric', month: 'short', ...(days > 300 ? { year: 'numeric' } : {}) };
  return new Date(at).toLocaleDateString(undefined, options);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
