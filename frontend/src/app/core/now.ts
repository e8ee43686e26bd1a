import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** The time of this browser, moving once a second, for everything that shows an age. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly current = signal(Date.now());

  /** Milliseconds since 1970. */
  readonly ms = this.current.asReadonly();

  constructor() {
    const timer = setInterval(() => this.current.set(Date.now()), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
