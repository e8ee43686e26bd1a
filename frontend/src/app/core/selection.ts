import { DestroyRef, Injectable, type Signal, computed, inject, signal } from '@angular/core';

/** What the page is about, or what is marked in it. */
export interface Selected {
  readonly kind: 'probe';
  readonly id: string;
  /** How people call it: the host's name. */
  readonly text: string;
  /** Where it is shown. */
  readonly link: string;
}

/** The thing at hand, for parts outside the page that act on it: the palette and its verbs. */
@Injectable({ providedIn: 'root' })
export class Selection {
  private readonly source = signal<Signal<Selected | undefined> | undefined>(undefined);

  readonly current = computed(() => this.source()?.());

  /** From now on this page says what is selected, until it is destroyed. Call it in an injection context. */
  follow(source: Signal<Selected | undefined>): void {
    this.source.set(source);
    inject(DestroyRef).onDestroy(() => {
      // The next page may have spoken already.
      if (this.source() === source) this.source.set(undefined);
    });
  }
}
