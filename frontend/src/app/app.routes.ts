import type { Routes } from '@angular/router';
import { guarded } from './core/guarded';
import { FAILED_PATH } from './core/navigation-failure';
import { FailedPage } from './core/pages/failed-page';
import { livingRoutes } from './living.routes';

/** Addresses of the console before this one, so that old links and bookmarks still lead to the same machine. */
const OLD_ADDRESSES: Routes = [
  { path: 'probe/:id', pathMatch: 'full', redirectTo: 'fleet/:id' },
  { path: 'probe/:id/chat', pathMatch: 'full', redirectTo: 'fleet/:id' },
  { path: 'fleet/chat', pathMatch: 'full', redirectTo: 'fleet' },
  { path: 'chat/:id', pathMatch: 'full', redirectTo: 'fleet' },
];

/** One lazy entry per feature, guarded by what its pages read; what is not here is not found, and says so. */
export const routes: Routes = [
  ...OLD_ADDRESSES,
  ...guarded('fleet', 'fleet:read', () => import('./fleet/fleet.routes').then((feature) => feature.routes)),
  ...guarded('audit', 'audit:read', () => import('./audit/audit.routes').then((feature) => feature.routes)),
  // Not lazy: it is for when parts of the console do not arrive.
  { path: FAILED_PATH, component: FailedPage },
  ...livingRoutes,
  {
    path: '',
    pathMatch: 'full',
    loadChildren: () => import('./overview/overview.routes').then((feature) => feature.routes),
  },
  {
    path: '**',
    loadComponent: () => import('./core/pages/not-found-page').then((page) => page.NotFoundPage),
  },
];
