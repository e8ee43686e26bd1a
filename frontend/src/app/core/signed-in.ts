import { HttpErrorResponse, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { DestroyRef, DOCUMENT, Injector, effect, inject, untracked } from '@angular/core';
import { type CanMatchFn, Router } from '@angular/router';
import { tap } from 'rxjs';
import { Session } from './session';
import { SIGN_IN_PATH, SignInGate, isBarePath } from './sign-in-gate';

/** Those say 401 of what was typed, not of whoever is signed in. */
const PROVING =
  /\/api\/v1\/(?:me|auth\/(?:login|setup|confirm|passkey|invitation)(?:\/.*)?|profile\/password)$/;

/** Notes each use of the sign-in, and asks again who one is when some call is refused for want of it. */
export const watchSignIn: HttpInterceptorFn = (request, next) => {
  const injector = inject(Injector);
  // Not before it is needed: the session itself asks through here.
  const session = () => injector.get(Session);
  return next(request).pipe(
    tap({
      next: (event) => event instanceof HttpResponse && session().touch(),
      error: (cause: unknown) => {
        const isRefused = cause instanceof HttpErrorResponse && cause.status === 401;
        if (isRefused && !PROVING.test(request.url)) void session().load();
      },
    }),
  );
};

/** For pages that need somebody: everybody else goes to sign in first, or to choose their password, and comes back. */
export const signedIn: CanMatchFn = async () => {
  const [session, router, gate] = [inject(Session), inject(Router), inject(SignInGate)];
  await session.ready();
  if (!session.isSignedOut() && !session.mustChangePassword()) return true;
  const wanted = router.currentNavigation()?.extractedUrl.toString();
  return router.createUrlTree([SIGN_IN_PATH], { queryParams: { next: gate.wayBack(wanted) } });
};

/** Leads to the page to sign in once the sign-in of this page is over, and never shows what a former person saw. */
export function leaveWhenSignedOut(hasArrived: () => boolean): void {
  const [session, gate, page] = [inject(Session), inject(SignInGate), inject(DOCUMENT)];
  effect(() => {
    // Until the first page stands, its own guard leads away, without loading twice.
    if (session.isSignedOut() && hasArrived() && !isBarePath(gate.here)) untracked(() => gate.leave());
  });
  const shown = ({ persisted }: PageTransitionEvent) => persisted && page.location.reload();
  page.defaultView?.addEventListener('pageshow', shown);
  inject(DestroyRef).onDestroy(() => page.defaultView?.removeEventListener('pageshow', shown));
}
