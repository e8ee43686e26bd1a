import { Injectable, inject, signal, untracked } from '@angular/core';
import { RunApi } from './run-api';

/** The names of probes that only a link or a result told of. Until one is known, its id stands for it. */
@Injectable({ providedIn: 'root' })
export class ProbeNames {
  private readonly api = inject(RunApi);
  private readonly known = signal<ReadonlyMap<string, string>>(new Map());
  private readonly asked = new Set<string>();

  /** Safe to call in a template: it is a signal, and asks once. */
  of(id: string): string {
    const name = this.known().get(id);
    if (name === undefined) untracked(() => void this.ask(id));
    return name || id;
  }

  private async ask(id: string): Promise<void> {
    if (this.asked.has(id)) return;
    this.asked.add(id);
    try {
      const { rows } = await this.api.rows({ ids: [id] });
      const name = rows[0]?.hostname;
      if (name) this.known.update((known) => new Map(known).set(id, name));
    } catch {
      // The id says it too; the next page that shows it may ask again.
      this.asked.delete(id);
    }
  }
}
