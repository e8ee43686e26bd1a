import { Injectable, inject, signal, untracked } from '@angular/core';
import { RunApi } from './run-api';

/** So many ids fit into one call. */
const MOST = 200;

/** The names of probes that only a link or a result told of. Until one is known, its id stands for it. */
@Injectable({ providedIn: 'root' })
export class ProbeNames {
  private readonly api = inject(RunApi);
  private readonly known = signal<ReadonlyMap<string, string>>(new Map());
  private readonly asked = new Set<string>();
  private readonly waiting = new Set<string>();

  /** Safe to call in a template: it is a signal, and asks once. */
  of(id: string): string {
    const name = this.known().get(id);
    if (name === undefined) untracked(() => this.ask(id));
    return name || id;
  }

  private ask(id: string): void {
    if (this.asked.has(id)) return;
    this.asked.add(id);
    this.waiting.add(id);
    // A list asks for all of its names in one go.
    if (this.waiting.size === 1) queueMicrotask(() => void this.askAll());
  }

  private async askAll(): Promise<void> {
    const ids = [...this.waiting];
    this.waiting.clear();
    for (let at = 0; at < ids.length; at += MOST) await this.askSome(ids.slice(at, at + MOST));
  }

  private async askSome(ids: readonly string[]): Promise<void> {
    try {
      const { rows } = await this.api.rows({ ids });
      const named = rows.flatMap(({ id, hostname }) => (hostname ? [[id, hostname] as const] : []));
      if (named.length > 0) this.known.update((known) => new Map([...known, ...named]));
    } catch {
      // The ids say it too; the next page that shows them may ask again.
      for (const id of ids) this.asked.delete(id);
    }
  }
}
