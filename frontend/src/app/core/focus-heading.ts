import { DOCUMENT, Injector, afterNextRender, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/** Given as `info` of a navigation that nobody asked for, or whose page places the focus itself. */
export const KEEP_FOCUS = 'keep the focus';

/** After each change of page the focus goes to its heading, so that a screen reader says where one is. */
export function focusHeadingOnNavigation(): void {
  const page = inject(DOCUMENT);
  const injector = inject(Injector);
  let last: string | undefined;
  const router = inject(Router);
  router.events
    .pipe(
      filter((event) => event instanceof NavigationEnd),
      takeUntilDestroyed(),
    )
    .subscribe(({ urlAfterRedirects }) => {
      const path = urlAfterRedirects.split(/[?#]/)[0];
      // The first page is the browser's own affair, and a changed filter is the same page.
      const isAsked = router.lastSuccessfulNavigation()?.extras.info !== KEEP_FOCUS;
      if (last !== undefined && path !== last && isAsked) {
        afterNextRender(() => focusHeading(page), { injector });
      }
      last = path;
    });
}

/** Long enough for what a page reads first. */
const DRAWN_MS = 5_000;

/** A page that draws its heading anew when its data comes takes the focus away with the old one: the new one gets it. */
function focusHeading(page: Document): void {
  const find = () => page.querySelector<HTMLElement>('main h1');
  let heading = find();
  heading?.focus();
  const watch = new MutationObserver(() => {
    if (heading?.isConnected) return;
    if (page.activeElement !== page.body) return watch.disconnect();
    heading = find();
    heading?.focus();
  });
  watch.observe(page.querySelector('main') ?? page.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), DRAWN_MS);
}
