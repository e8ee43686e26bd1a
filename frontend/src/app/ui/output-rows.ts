import type { OutputRun } from './output-buffer';

/** A run as it is drawn: perhaps a find of the search, perhaps the one that is stepped to. */
export interface OutputPiece extends OutputRun {
  readonly hit: boolean;
}

/** A sign pattern that finds this text whatever its case; nothing for no text. */
export function needleOf(text: string): RegExp | undefined {
  if (!text) return undefined;
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\\-/g, '-'), 'gi');
}

/** The part of a line from one character to another, with what is found in the line marked. */
export function piecesOf(
  runs: readonly OutputRun[],
  from: number,
  to: number,
  needle?: RegExp,
): OutputPiece[] {
  const hits = needle ? hitsOf(runs.map(({ text }) => text).join(''), needle) : [];
  const pieces: OutputPiece[] = [];
  let at = 0;
  for (const run of runs) {
    const begin = Math.max(at, from);
    const end = Math.min(at + run.text.length, to);
    if (begin < end) split(run, at, begin, end, hits, pieces);
    at += run.text.length;
  }
  return pieces;
}

/** Where each of these lines begins when none is wider than so many columns; one more entry tells the sum. */
export function rowStarts(lengths: Iterable<number>, columns: number): number[] {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + Math.max(1, Math.ceil(length / columns)));
  return starts;
}

/** The line that this row belongs to: the last one that begins at or before it. */
export function lineOfRow(starts: readonly number[], row: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

function hitsOf(text: string, needle: RegExp): [number, number][] {
  return [...text.matchAll(needle)].map((hit) => [hit.index, hit.index + hit[0].length]);
}

function split(
  run: OutputRun,
  start: number,
  begin: number,
  end: number,
  hits: readonly [number, number][],
  pieces: OutputPiece[],
): void {
  let at = begin;
  const add = (to: number, hit: boolean) => {
    if (to > at) pieces.push({ text: run.text.slice(at - start, to - start), look: run.look, hit });
    at = Math.max(at, to);
  };
  for (const [from, to] of hits) {
    if (to <= at || from >= end) continue;
    add(Math.max(at, from), false);
    add(Math.min(end, to), true);
  }
  add(end, false);
}
