import { type Signal, computed, linkedSignal, signal } from '@angular/core';

/**
 * Rows that stay where they are while somebody is over them: what is shown is brought up to date in its place, what is
 * new waits, and what is gone stays until the list is let go or whoever looks asks for the new ones.
 */
export class SteadyList<T> {
  private readonly isHeld = signal(false);
  private readonly turn = signal(0);
  private readonly fresh: Signal<readonly T[]>;

  readonly shown: Signal<readonly T[]>;
  /** How many are new and not shown yet. */
  readonly waiting = computed(() => {
    const known = new Set(this.shown().map(this.key));
    return this.fresh().filter((row) => !known.has(this.key(row))).length;
  });

  /** @param key what makes a row the same row */
  constructor(
    rows: Signal<readonly T[]>,
    private readonly key: (row: T) => string,
  ) {
    this.fresh = rows;
    this.shown = linkedSignal<{ rows: readonly T[]; held: boolean; turn: number }, readonly T[]>({
      source: () => ({ rows: rows(), held: this.isHeld(), turn: this.turn() }),
      computation: ({ rows, held, turn }, previous) => {
        if (!previous || !held || turn !== previous.source.turn || previous.value.length === 0) return rows;
        const now = new Map(rows.map((row) => [key(row), row]));
        return previous.value.map((row) => now.get(key(row)) ?? row);
      },
    }).asReadonly();
  }

  /** From now on no row moves. */
  hold(): void {
    this.isHeld.set(true);
  }

  letGo(): void {
    this.isHeld.set(false);
  }

  /** Shows everything as it is now, though the list is held. */
  show(): void {
    this.turn.update((turn) => turn + 1);
  }
}
