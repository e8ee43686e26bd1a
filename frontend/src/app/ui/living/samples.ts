/** The same numbers on every visit, so that pictures can be compared. */
export function wave(count: number, middle: number, swing: number, seed = 1): number[] {
  let state = seed * 9_301 + 49_297;
  const noise = () => ((state = (state * 9_301 + 49_297) % 233_280) / 233_280 - 0.5) * swing * 0.5;
  return Array.from({ length: count }, (_, at) => middle + Math.sin(at / 7 + seed) * swing * 0.5 + noise());
}

/** A line with two holes in it. */
export function broken(count: number, middle: number, swing: number, seed = 1): (number | null)[] {
  return wave(count, middle, swing, seed).map((value, at) =>
    (at > count * 0.4 && at < count * 0.5) || at === Math.floor(count * 0.7) ? null : value,
  );
}

/** What nobody should name a thing, and somebody will: markup, direction marks, escapes, length, emoji. */
export const HOSTILE = {
  markup: '<img src=x onerror=alert(1)><b>bold</b>',
  bidi: 'safe\u202egnp.exe',
  long: 'a-host-name-of-sixty-three-characters-that-really-is-that-long-ab',
  emoji: '👩‍👩‍👧‍👦 família 日本語 عربى',
} as const;
