import { DestroyRef, Injectable, type Signal, computed, inject, signal } from '@angular/core';
import type { IconName } from '../ui/icon';

/** Something about the whole installation that everybody must know while it lasts. */
export interface Banner {
  readonly id: string;
  /** The lowest number is the worst and wins: see `BANNER_RANKS`. */
  readonly rank: number;
  readonly tone: 'bad' | 'warn' | 'info';
  readonly icon: IconName;
  /** What is the case: "Execution is frozen". */
  readonly title: string;
  /** Why, by whom, since when. May come from people: shown as text. */
  readonly detail?: string;
  /** The whole times of what the detail names shortly. */
  readonly hint?: string;
  readonly action?: { readonly text: string; run(): void };
}

/** Worst first. A new kind takes its place here, so that the order can be read in one place. */
export const BANNER_RANKS = {
  sessionEnd: 5,
  frozen: 10,
  safetyMode: 20,
  connectionLost: 30,
  upgrading: 40,
  signInOff: 90,
} as const;

/** One banner at a time stands under the top bar: the worst of all that are offered. */
@Injectable({ providedIn: 'root' })
export class Banners {
  private readonly sources = signal<readonly Signal<Banner | undefined>[]>([]);

  readonly worst = computed(() =>
    this.sources()
      .map((source) => source())
      .filter((banner) => banner !== undefined)
      .reduce<Banner | undefined>((worst, one) => (worst && worst.rank <= one.rank ? worst : one), undefined),
  );

  /** Offers a banner for as long as the signal has one, until whoever offers it is destroyed. */
  offer(source: Signal<Banner | undefined>): void {
    this.sources.update((all) => [...all, source]);
    inject(DestroyRef).onDestroy(() => this.sources.update((all) => all.filter((one) => one !== source)));
  }
}
