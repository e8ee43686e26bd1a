import type { Routes } from '@angular/router';
import { guarded } from './core/guarded';
import { FAILED_PATH } from './core/navigation-failure';

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
  {
    path: FAILED_PATH,
    loadComponent: () => import('./core/pages/failed-page').then((page) => page.FailedPage),
  },
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
