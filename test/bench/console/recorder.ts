import type { Page } from 'playwright-core';

/**
 * Put into every page before its own code. It keeps what the browser tells about painting and input, and measures frames
 * and keys itself: an entry of the browser is rounded to 8 ms and left out below 16.
 */
export const RECORDER = `(() => {
  const seen = (window.legatorBench = { lcp: 0, shifts: 0, longestTask: 0, interactions: {}, frames: [], keys: [] });
  const watch = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  watch('largest-contentful-paint', ({ startTime }) => (seen.lcp = startTime));
  watch('layout-shift', (entry) => entry.hadRecentInput || (seen.shifts += entry.value));
  watch('longtask', ({ duration }) => (seen.longestTask = Math.max(seen.longestTask, duration)));
  watch('event', ({ interactionId: id, duration }) => {
    if (id) seen.interactions[id] = Math.max(duration, seen.interactions[id] ?? 0);
  }, { durationThreshold: 16 });
  addEventListener('keydown', ({ timeStamp }) =>
    requestAnimationFrame(() => {
      // A message comes after the frame was painted; the next animation frame would be one too late.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.keys.push(performance.now() - timeStamp);
      port2.postMessage(0);
    }), true);
  let last, handle;
  const step = (now) => {
    if (last !== undefined) seen.frames.push(now - last);
    last = now;
    handle = requestAnimationFrame(step);
  };
  seen.begin = () => {
    seen.frames.length = seen.keys.length = 0;
    seen.longestTask = 0;
    last = undefined;
    handle = requestAnimationFrame(step);
  };
  seen.end = () => cancelAnimationFrame(handle);
})()`;

/** What a page has kept so far. Milliseconds. */
export interface Recorded {
  readonly lcp: number;
  /** All shifts that nobody caused by input, added up. */
  readonly shifts: number;
  readonly longestTask: number;
  /** By interaction; those faster than 16 ms are left out. */
  readonly interactions: Readonly<Record<string, number>>;
  /** From one frame to the next, between `begin` and `end`. */
  readonly frames: readonly number[];
  /** From a key to the paint after it. */
  readonly keys: readonly number[];
}

export async function recorded(page: Page): Promise<Recorded> {
  return (await page.evaluate('JSON.parse(JSON.stringify(legatorBench))')) as Recorded;
}

/** The work, with its frames and keys recorded. */
export async function during(page: Page, work: () => Promise<void>): Promise<Recorded> {
  await page.evaluate('legatorBench.begin()');
  await work();
  await page.evaluate('legatorBench.end()');
  return recorded(page);
}
