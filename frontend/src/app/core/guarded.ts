import { inject } from '@angular/core';
import type { CanMatchFn, Routes } from '@angular/router';
import type { Permission } from '@legator/contracts';
import { Session } from './session';
import { signedIn } from './signed-in';

/** One of a list is enough. */
type Needed = Permission | readonly Permission[];

/**
 * The routes of a feature that needs a permission: the feature, and for whoever may not read it a page at the same
 * address that says what is missing. Convenience, not protection: every call is judged by the control plane.
 */
export function guarded(path: string, permission: Needed, load: () => Promise<Routes>): Routes {
  return [
    { path, canMatch: [signedIn, mayRead(permission)], loadChildren: load },
    {
      path,
      canMatch: [mayNotRead(permission)],
      children: [
        {
          path: '**',
          data: { permission: typeof permission === 'string' ? permission : permission[0] },
          loadComponent: () => import('./pages/forbidden-page').then((page) => page.ForbiddenPage),
        },
      ],
    },
  ];
}

function mayRead(permission: Needed): CanMatchFn {
  return async () => {
    const session = inject(Session);
    await session.ready();
    return session.shows(permission);
  };
}

/** An address inside of a feature that does not exist is not found, whoever asks. */
function mayNotRead(permission: Needed): CanMatchFn {
  return () => !inject(Session).shows(permission);
}
