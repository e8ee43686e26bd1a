import { Injectable, computed, signal } from '@angular/core';

export type PanelName = 'palette' | 'shortcuts' | 'more';

/** Which of the shell's own overlays is open: one at a time, so that none hides another. */
@Injectable({ providedIn: 'root' })
export class Panels {
  private readonly current = signal<{ readonly name: PanelName } | undefined>(undefined);

  readonly open = computed(() => this.current()?.name);
  /** None or one, and another one each time: what is closed and opened before anything is drawn is still made anew. */
  readonly shown = computed(() => {
    const panel = this.current();
    return panel ? [panel] : [];
  });

  show(name: PanelName): void {
    this.current.set({ name });
  }

  /** Closes it if it is the one that is open. */
  close(name: PanelName): void {
    if (this.open() === name) this.current.set(undefined);
  }

  toggle(name: PanelName): void {
    if (this.open() === name) this.close(name);
    else this.show(name);
  }
}
