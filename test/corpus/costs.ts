import { judgeLine, loadReaders } from '@legator/shell';
import type { CorpusRow } from './corpus-row.js';

/** How long lines took to judge, in milliseconds, and what they may take. */
export interface Cost {
  kind: string;
  lines: number;
  median: number;
  p99: number;
  most: number;
  aim: number;
  passed: boolean;
}

/** No line at all may take longer. */
export const MOST_MS = 50;
const ROUNDS = 3;

/** The best of three rounds for each line, so that what else the machine does is left out. */
export async function measureCosts(rows: readonly CorpusRow[]): Promise<Cost[]> {
  await loadReaders();
  const measured = rows.map(({ command, platform }) => {
    let known = false;
    const times = Array.from({ length: ROUNDS }, () => {
      const from = performance.now();
      ({ known } = judgeLine(command, { platform }));
      return performance.now() - from;
    });
    // A second opinion is only asked about what would be granted.
    return { ms: Math.min(...times), second: known && platform === 'linux' };
  });
  const times = (second: boolean) => measured.filter((one) => one.second === second).map(({ ms }) => ms);
  return [cost('one reader', times(false), 2), cost('with the second opinion', times(true), 12)].filter(
    ({ lines }) => lines > 0,
  );
}

function cost(kind: string, unsorted: readonly number[], aim: number): Cost {
  const times = unsorted.toSorted((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const [median, p99, most] = [at(0.5), at(0.99), times.at(-1) ?? 0];
  return { kind, lines: times.length, median, p99, most, aim, passed: p99 <= aim && most <= MOST_MS };
}
