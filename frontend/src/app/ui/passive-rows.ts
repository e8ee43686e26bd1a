import { type Signal, computed } from '@angular/core';

const NONE: readonly number[] = [];
/** The usual list: every row can be opened. */
export const never = (): boolean => false;

/** Rows of a list that only part others, such as a day: shown and passed over, and not counted. */
export class PassiveRows<T> {
  /** Their places, in order. */
  private readonly places: Signal<readonly number[]> = computed(() =>
    this.test() === never ? NONE : this.items().flatMap((item, place) => (this.has(item) ? [place] : [])),
  );
  /** How many there are. */
  readonly count = computed(() => this.places().length);

  constructor(
    private readonly items: Signal<readonly (T | undefined)[]>,
    private readonly total: Signal<number>,
    private readonly test: Signal<(item: T) => boolean>,
  ) {}

  has(item: T | undefined): boolean {
    return item !== undefined && this.test()(item);
  }

  /** A place among the rows that readers hear of, the first is 1. */
  ordinal(place: number): number {
    const passives = this.places();
    let before = 0;
    while ((passives[before] ?? place) < place) before++;
    return place + 1 - before;
  }

  /** The nearest place in this direction that is no passive row, else the nearest in the other. */
  usable(place: number, direction: number): number {
    const by = direction < 0 ? -1 : 1;
    return this.beyond(place, by) ?? this.beyond(place, -by) ?? place;
  }

  private beyond(place: number, by: number): number | undefined {
    const items = this.items();
    let to = place;
    while (this.has(items[to])) to += by;
    return to >= 0 && to < this.total() ? to : undefined;
  }
}
