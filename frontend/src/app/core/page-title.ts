import { Injectable, computed, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';

export interface Crumb {
  readonly text: string;
  /** Missing for where one is. */
  readonly link?: string;
  /** For what a machine would read: a host, an id. */
  readonly mono?: boolean;
  /** For a page that only says what went wrong: nobody wants to come back to it. */
  readonly isError?: boolean;
}

/** Where one is: in the tab's title, in the top bar and in the palette's list of recent pages. Each page says it itself. */
@Injectable({ providedIn: 'root' })
export class PageTitle {
  private readonly title = inject(Title);
  private readonly path = signal<readonly Crumb[]>([]);

  readonly crumbs = this.path.asReadonly();
  /** Where one is, without the way there. */
  readonly last = computed(() => this.crumbs().at(-1));
  /** The nearest page above this one, if any. */
  readonly parent = computed(() => this.crumbs().findLast(({ link }) => link !== undefined));

  set(...crumbs: Crumb[]): void {
    this.path.set(crumbs);
    this.title.setTitle([...crumbs.map(({ text }) => text).reverse(), 'Legator'].join(' · '));
  }
}
