import { Injectable, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';

export interface Crumb {
  readonly text: string;
  /** Missing for where one is. */
  readonly link?: string;
}

/** Where one is: in the tab's title and in the top bar. Each page says it itself. */
@Injectable({ providedIn: 'root' })
export class PageTitle {
  private readonly title = inject(Title);
  private readonly path = signal<readonly Crumb[]>([]);

  readonly crumbs = this.path.asReadonly();

  set(...crumbs: Crumb[]): void {
    this.path.set(crumbs);
    this.title.setTitle([...crumbs.map(({ text }) => text).reverse(), 'Legator'].join(' · '));
  }
}
