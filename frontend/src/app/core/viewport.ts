import { DestroyRef, Injectable, type Signal, computed, inject, signal } from '@angular/core';

/** How much room there is, as the console's layout counts it. */
@Injectable({ providedIn: 'root' })
export class Viewport {
  /** Below 768 pixels: one pane, navigation at the thumb. */
  readonly isPhone = matches('(max-width: 767px)');
  /** Below 1024 pixels: one panel at a time. */
  readonly isSingle = matches('(max-width: 1023px)');
  private readonly isBelowDesk = matches('(max-width: 1279px)');
  /** From 768 to 1279 pixels: room for the icons of the navigation only. */
  readonly isNarrow = computed(() => this.isBelowDesk() && !this.isPhone());
}

function matches(query: string): Signal<boolean> {
  // A test's DOM has no such thing: there it is a desk.
  const list = globalThis.matchMedia?.(query);
  const current = signal(list?.matches ?? false);
  if (list) {
    const follow = () => current.set(list.matches);
    list.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => list.removeEventListener('change', follow));
  }
  return current.asReadonly();
}
