import { DOCUMENT, Injectable, inject, signal } from '@angular/core';

export type ThemeName = 'dark' | 'light';

/** Where the choice is kept; index.html reads it before the first paint. */
export const THEME_KEY = 'legator.theme';

/** Dark unless this person chose light in this browser. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly current = signal<ThemeName>(this.root.dataset['theme'] === 'light' ? 'light' : 'dark');

  readonly name = this.current.asReadonly();

  toggle(): void {
    const name = this.current() === 'dark' ? 'light' : 'dark';
    this.root.dataset['theme'] = name;
    this.current.set(name);
    try {
      localStorage.setItem(THEME_KEY, name);
    } catch {
      // Storage is off: the choice holds until this page is left.
    }
  }
}
