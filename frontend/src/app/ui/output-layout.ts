import type { OutputBuffer, OutputLine } from './output-buffer';
import { type OutputPiece, lineOfRow, piecesOf, rowStarts } from './output-rows';

/** One drawn row: a line, a part of a line that wraps, or the words about what is missing. */
export interface OutputRow {
  readonly place: number;
  readonly gap: boolean;
  readonly line?: OutputLine;
  /** Only the first row of a line carries its number. */
  readonly isFirst: boolean;
  readonly pieces: readonly OutputPiece[];
}

/** Where the lines of a buffer stand: one row each, or as many as they need at so many columns. */
export class OutputLayout {
  private readonly starts: readonly number[] | undefined;
  /** Place of the words about hidden lines; -1 when none are hidden. */
  private readonly gap: number;
  readonly rows: number;

  constructor(
    private readonly buffer: OutputBuffer,
    private readonly columns?: number,
  ) {
    this.gap = buffer.hidden > 0 ? buffer.head : -1;
    const items = buffer.length + (this.gap >= 0 ? 1 : 0);
    if (columns) this.starts = rowStarts(this.lengths(items), columns);
    this.rows = this.starts?.at(-1) ?? items;
  }

  row(place: number, needle?: RegExp): OutputRow {
    const item = this.starts ? lineOfRow(this.starts, place) : place;
    if (item === this.gap) return { place, gap: true, isFirst: true, pieces: [] };
    const line = this.buffer.line(this.lineOf(item));
    const part = this.starts ? place - (this.starts[item] ?? 0) : 0;
    const from = part * (this.columns ?? 0);
    const to = this.columns ? from + this.columns : Infinity;
    return {
      place,
      gap: false,
      line,
      isFirst: part === 0,
      pieces: piecesOf(line?.runs ?? [], from, to, needle),
    };
  }

  /** The first row of the kept line at this place. */
  rowOf(line: number): number {
    const item = this.gap >= 0 && line >= this.gap ? line + 1 : line;
    return this.starts ? (this.starts[item] ?? 0) : item;
  }

  private lineOf(item: number): number {
    return this.gap >= 0 && item > this.gap ? item - 1 : item;
  }

  private *lengths(items: number): Iterable<number> {
    for (let item = 0; item < items; item++) {
      yield item === this.gap ? 1 : (this.buffer.line(this.lineOf(item))?.text.length ?? 1);
    }
  }
}
