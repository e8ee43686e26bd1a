import { DOCUMENT, DestroyRef, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Shortcuts } from '../shortcuts';
import { Navigation } from './navigation';
import { Panels } from './panels';
import { WORDS } from './shell-words';

/** The keys that work everywhere but on a page that stands alone. The G keys follow the entries: what one may not see one cannot go to. */
export function globalShortcuts(isBare: () => boolean): void {
  const shortcuts = inject(Shortcuts);
  const navigation = inject(Navigation);
  const panels = inject(Panels);
  const router = inject(Router);
  const everywhere = (keys: string, description: string, run: () => void) =>
    shortcuts.register({ keys, description, run: () => !isBare() && run(), scope: 'everywhere' });

  const ends = [
    everywhere('?', WORDS.shortcutsLabel, () => panels.show('shortcuts')),
    everywhere('[', `${WORDS.collapse} or expand it`, () => navigation.toggle()),
  ];
  let goEnds: (() => void)[] = [];
  effect(() => {
    const entries = navigation.entries();
    untracked(() => {
      for (const end of goEnds) end();
      goEnds = entries.flatMap(({ goKey, label, route }) =>
        goKey ? [everywhere(`g ${goKey}`, `Go to ${label}`, () => void router.navigateByUrl(route))] : [],
      );
    });
  });
  const page = inject(DOCUMENT);
  const heard = (event: KeyboardEvent) => !isBare() && openPalette(event, panels);
  page.addEventListener('keydown', heard);
  inject(DestroyRef).onDestroy(() => {
    page.removeEventListener('keydown', heard);
    for (const end of [...ends, ...goEnds]) end();
  });
}

/** Also out of an input, and also for who has switched the single keys off: it is no single key. */
function openPalette(event: KeyboardEvent, panels: Panels): void {
  const isIt =
    (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
  if (!isIt || event.defaultPrevented) return;
  event.preventDefault();
  panels.toggle('palette');
}
