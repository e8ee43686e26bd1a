import { Injectable, signal } from '@angular/core';

export type PanelName = 'palette' | 'shortcuts' | 'more';

/** Which of the shell's own overlays is open: one at a time, so that none hides another. */
@Injectable({ providedIn: 'root' })
export class Panels {
  private readonly current = signal<PanelName | undefined>(undefined);

  readonly open = this.current.asReadonly();

  show(name: PanelName): void {
    this.current.set(name);
  }

  /** Closes it if it is the one that is open. */
  close(name: PanelName): void {
    if (this.current() === name) this.current.set(undefined);
  }

  toggle(name: PanelName): void {
    this.current.update((open) => (open === name ? undefined : name));
  }
}
