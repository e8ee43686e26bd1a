import { Injectable, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { keptForOwner } from './kept';
import { PageTitle } from './page-title';

export interface RecentPage {
  readonly url: string;
  readonly text: string;
  readonly mono?: boolean;
}

const KEPT = 8;

/** The last pages and probes this person looked at, newest first. Addresses without their query: the place, not the view. */
@Injectable({ providedIn: 'root' })
export class Recent {
  private readonly kept = keptForOwner<readonly RecentPage[]>('recent', [], isPages);
  private readonly title = inject(PageTitle);
  private readonly router = inject(Router);

  readonly pages = this.kept.value;

  constructor() {
    effect(() => {
      const last = this.title.last();
      if (!last || last.isError) return;
      untracked(() =>
        this.note({ url: pathOf(this.router.url), text: last.text, ...(last.mono ? { mono: true } : {}) }),
      );
    });
  }

  private note(page: RecentPage): void {
    const others = this.pages().filter(({ url }) => url !== page.url);
    this.kept.set([page, ...others].slice(0, KEPT));
  }
}

export function pathOf(url: string): string {
  return url.split(/[?#]/)[0] ?? '/';
}

function isPages(found: unknown): found is readonly RecentPage[] {
  return Array.isArray(found) && found.every(isPage);
}

/** An address of ours: what was kept could have been put there by anybody who has this browser. */
function isPage(found: unknown): found is RecentPage {
  const { url, text } = (found ?? {}) as Partial<RecentPage>;
  return typeof url === 'string' && /^\/(?!\/)/.test(url) && typeof text === 'string';
}
