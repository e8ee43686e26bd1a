import { inject } from '@angular/core';
import type { CanMatchFn, Routes } from '@angular/router';
import type { Permission } from '@legator/contracts';
import { Session } from './session';

/**
 * The routes of a feature that needs a permission: the feature, and for whoever may not read it a page at the same
 * address that says what is missing. Convenience, not protection: every call is judged by the control plane.
 */
export function guarded(path: string, permission: Permission, load: () => Promise<Routes>): Routes {
  return [
    { path, canMatch: [mayRead(permission)], loadChildren: load },
    {
      path,
      children: [
        {
          path: '**',
          data: { permission },
          loadComponent: () => import('./pages/forbidden-page').then((page) => page.ForbiddenPage),
        },
      ],
    },
  ];
}

function mayRead(permission: Permission): CanMatchFn {
  return async () => {
    const session = inject(Session);
    await session.ready();
    return session.shows(permission);
  };
}
