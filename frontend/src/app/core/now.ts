import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

/** The time of this browser, moving once a second, for everything that shows an age. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly current = signal(Date.now());

  /** Milliseconds since 1970. */
  readonly ms = this.current.asReadonly();
  /** When today began: what names a day with its clock is made anew at midnight, and not each second. */
  readonly today = computed(() => new Date(this.current()).setHours(0, 0, 0, 0));

  constructor() {
    const timer = setInterval(() => this.current.set(Date.now()), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
