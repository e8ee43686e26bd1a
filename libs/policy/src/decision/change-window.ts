import type { ChangeWindow, Weekday } from '@legator/contracts';

const DAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the window is open, by the clock on the wall of its time zone; its end is not part of it. */
export function isOpen({ days, from, to, time_zone }: ChangeWindow, now: Date): boolean {
  const { day, time } = wallClock(now, time_zone);
  const yesterday = DAYS[(DAYS.indexOf(day) + 6) % 7]!;
  if (from < to) return days.includes(day) && time >= from && time < to;
  return (days.includes(day) && time >= from) || (days.includes(yesterday) && time < to);
}

/** A window in words. */
export function describeWindow({ days, from, to, time_zone }: ChangeWindow): string {
  return `${days.length === 7 ? 'every day' : days.join(', ')} ${from}–${to} ${time_zone}`;
}

function wallClock(now: Date, timeZone: string): { day: Weekday; time: string } {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  const day = parts.get('weekday')!.slice(0, 3).toLowerCase() as Weekday;
  return { day, time: `${parts.get('hour')!}:${parts.get('minute')!}` };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const options = {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  const format = new Intl.DateTimeFormat('en-US', options);
  formats.set(timeZone, format);
  return format;
}
