import { DOCUMENT, Injector, afterNextRender, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/** After each change of page the focus goes to its heading, so that a screen reader says where one is. */
export function focusHeadingOnNavigation(): void {
  const page = inject(DOCUMENT);
  const injector = inject(Injector);
  let last: string | undefined;
  inject(Router)
    .events.pipe(
      filter((event) => event instanceof NavigationEnd),
      takeUntilDestroyed(),
    )
    .subscribe(({ urlAfterRedirects }) => {
      const path = urlAfterRedirects.split(/[?#]/)[0];
      // The first page is the browser's own affair, and a changed filter is the same page.
      if (last !== undefined && path !== last) {
        afterNextRender(() => page.querySelector<HTMLElement>('main h1')?.focus(), { injector });
      }
      last = path;
    });
}
