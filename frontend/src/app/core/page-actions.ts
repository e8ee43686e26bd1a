import { DestroyRef, Injectable, type Signal, computed, inject, signal } from '@angular/core';
import type { IconName } from '../ui/icon';

/** Something that can be done on the page that is open. */
export interface PageAction {
  /** Unique on its page. */
  readonly id: string;
  /** A verb and its object: "Restart nginx.service". */
  readonly text: string;
  readonly icon: IconName;
  /** A few words after the text: "nginx -t · exit 1". */
  readonly hint?: string;
  /** It does not happen at once: somebody has to approve it first. */
  readonly needsApproval?: boolean;
  /** Shown at the right: `['G', 'F']`. The shortcut itself is registered with `Shortcuts`. */
  readonly keys?: readonly string[];
  /** It is done to the thing at hand, not to the page: it stands under that one's heading and goes with its chip. */
  readonly isOfSelected?: boolean;
  /** The page's main action; a phone shows it in the top bar, one at most. */
  readonly isMain?: boolean;
  run(): void;
}

/** What the open page offers, for the palette ("On this page") and for the top bar of a phone. */
@Injectable({ providedIn: 'root' })
export class PageActions {
  private readonly sources = signal<readonly Signal<readonly PageAction[]>[]>([]);

  readonly all = computed(() => this.sources().flatMap((source) => source()));
  readonly main = computed(() => this.all().find(({ isMain }) => isMain));

  /** Offers these until whoever offers them is destroyed. Call it in an injection context. */
  offer(source: Signal<readonly PageAction[]>): void {
    this.sources.update((all) => [...all, source]);
    inject(DestroyRef).onDestroy(() => this.sources.update((all) => all.filter((one) => one !== source)));
  }
}
