import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal } from '@angular/core';
import { type Kept, kept } from './kept';

export const THEME_CHOICES = ['dark', 'light', 'system'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export type ThemeName = 'dark' | 'light';

/** Dark unless this person chose otherwise in this browser. `index.html` does the same before the first paint. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly kept: Kept<ThemeChoice> = kept('theme', 'dark', isChoice);
  private readonly systemIsLight = signal(false);

  readonly choice = this.kept.value;
  readonly name = computed<ThemeName>(() => {
    const choice = this.choice();
    return choice === 'system' ? (this.systemIsLight() ? 'light' : 'dark') : choice;
  });

  constructor() {
    this.followSystem();
    effect(() => (this.root.dataset['theme'] = this.name()));
  }

  choose(choice: ThemeChoice): void {
    this.kept.set(choice);
  }

  /** From what is seen to the other one. */
  toggle(): void {
    this.choose(this.name() === 'dark' ? 'light' : 'dark');
  }

  private followSystem(): void {
    // Not every place this runs in has it: a test's DOM does not.
    const system = globalThis.matchMedia?.('(prefers-color-scheme: light)');
    if (!system) return;
    const follow = () => this.systemIsLight.set(system.matches);
    follow();
    system.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => system.removeEventListener('change', follow));
  }
}

function isChoice(found: unknown): found is ThemeChoice {
  return THEME_CHOICES.some((one) => one === found);
}
