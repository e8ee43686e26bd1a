import { type Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';

/** Whether the page of the address stands alone, as its route says: without navigation, bars and banners. */
export function bareRoute(first: boolean): Signal<boolean> {
  const router = inject(Router);
  return toSignal(
    router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(() => isBare(router)),
    ),
    { initialValue: router.navigated ? isBare(router) : first },
  );
}

function isBare(router: Router): boolean {
  let route = router.routerState.snapshot.root;
  while (route.firstChild) route = route.firstChild;
  return route.data['bare'] === true;
}
