const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The most that is looked back, and how far behind the moment that matters it goes on. */
const LOOK_BACK_MS = 14 * DAY_MS;
const GO_ON_MS = 7 * DAY_MS;
/** Before a run, so many times of what has passed since, and this at least. */
const TIMES_SINCE = 3;
const LEAST_BEFORE_MS = 2 * HOUR_MS;
const MOST_POINTS = 120;
/** Steps that people count in, none finer than a heartbeat. */
const STEPS_MS = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 180, 240].map((minutes) => minutes * MINUTE_MS);

export interface TimePlan {
  readonly from: Date;
  readonly to: Date;
  readonly stepMs: number;
}

/** What matters: now while it waits; when it ran; else when it was decided that it does not. */
export interface Moments {
  readonly now: Date;
  readonly ranAt: Date | null;
  readonly endedAt: Date | null;
}

/**
 * The time that is looked at: two weeks up to now, or to a week behind what is long over. Once it ran, the time before is no
 * longer than it takes to see what became of it: ten minutes after a run two weeks in steps of hours would show nothing.
 */
export function windowOf({ now, ranAt, endedAt }: Moments): { readonly from: Date; readonly to: Date } {
  const matters = ranAt ?? endedAt;
  const end = matters ? Math.min(now.getTime(), matters.getTime() + GO_ON_MS) : now.getTime();
  const since = ranAt ? Math.max(0, end - ranAt.getTime()) : Infinity;
  const span = Math.min(LOOK_BACK_MS, since + Math.max(LEAST_BEFORE_MS, TIMES_SINCE * since));
  return { from: new Date(end - span), to: new Date(end) };
}

/** From the first value that is kept on, in steps of equal length that make no more points than a chart can show. */
export function planOf(first: Date, to: Date): TimePlan {
  const span = Math.max(0, to.getTime() - first.getTime());
  const stepMs = STEPS_MS.find((step) => span / step <= MOST_POINTS - 1) ?? STEPS_MS.at(-1)!;
  return { from: new Date(Math.floor(first.getTime() / stepMs) * stepMs), to, stepMs };
}
