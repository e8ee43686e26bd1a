import { DestroyRef, Injectable, type Signal, computed, inject, signal } from '@angular/core';
import type { Permission } from '@legator/contracts';
import type { IconName } from '../ui/icon';

/** Something that can be done from anywhere, for the palette's "Do". */
export interface Verb {
  readonly id: string;
  /** A verb and its object: "Add probe". */
  readonly text: string;
  readonly icon: IconName;
  /** A few words after the text. */
  readonly hint?: string;
  /** It does not happen at once: somebody has to approve it first. The palette says so. */
  readonly needsApproval?: boolean;
  /** Without it the verb is not there. */
  readonly permission?: Permission;
  readonly keys?: readonly string[];
  run(): void;
}

/** All verbs of the console. A feature offers its own, as a signal, so that they come and go with what they are about. */
@Injectable({ providedIn: 'root' })
export class Verbs {
  private readonly sources = signal<readonly Signal<readonly Verb[]>[]>([]);

  readonly all = computed(() => this.sources().flatMap((source) => source()));

  /** Offers these until whoever offers them is destroyed. Call it in an injection context. */
  offer(source: Signal<readonly Verb[]>): void {
    this.sources.update((all) => [...all, source]);
    inject(DestroyRef).onDestroy(() => this.sources.update((all) => all.filter((one) => one !== source)));
  }
}
