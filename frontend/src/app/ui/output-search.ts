import { type Signal, computed, signal } from '@angular/core';
import type { OutputBuffer } from './output-buffer';
import { needleOf } from './output-rows';

/** Finding in an output: the lines that hold the words, and which of them is looked at. */
export class OutputSearch {
  readonly isOpen = signal(false);
  readonly words = signal('');
  readonly needle = computed(() => (this.isOpen() ? needleOf(this.words()) : undefined));
  /** Kept lines with a find, by place. */
  readonly hits = computed(() => this.search());
  /** Number of the line that was stepped to. */
  readonly current = signal<number | undefined>(undefined);
  readonly status = computed(() => {
    const hits = this.hits();
    if (!this.needle()) return '';
    if (hits.length === 0) return 'No line';
    const at = hits.findIndex((place) => this.buffer().line(place)?.number === this.current());
    return at < 0 ? `${hits.length} lines` : `${at + 1} of ${hits.length}`;
  });

  constructor(private readonly buffer: Signal<OutputBuffer>) {}

  /** The place of the next or previous line with a find; goes round at the ends. */
  step(by: 1 | -1): number | undefined {
    const hits = this.hits();
    if (hits.length === 0) return undefined;
    const now = this.current();
    const at = hits.findIndex((place) => this.buffer().line(place)?.number === now);
    const next = at < 0 ? (by > 0 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length;
    const place = hits[next];
    this.current.set(place === undefined ? undefined : this.buffer().line(place)?.number);
    return place;
  }

  close(): void {
    this.isOpen.set(false);
    this.current.set(undefined);
  }

  private search(): number[] {
    const needle = this.needle();
    const buffer = this.buffer();
    buffer.version();
    const places: number[] = [];
    if (!needle) return places;
    for (let at = 0; at < buffer.length; at++) {
      if (buffer.line(at)?.text.search(needle) !== -1) places.push(at);
    }
    return places;
  }
}
