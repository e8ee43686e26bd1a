import type { Routes } from '@angular/router';
import { livingRoutes } from './living.routes';

/** One lazy entry per feature; what is not here is not found, and says so. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'fleet' },
  { path: 'fleet', loadChildren: () => import('./fleet/fleet.routes').then((feature) => feature.routes) },
  { path: 'audit', loadChildren: () => import('./audit/audit.routes').then((feature) => feature.routes) },
  ...livingRoutes,
  { path: '**', loadComponent: () => import('./not-found/not-found-page').then((page) => page.NotFoundPage) },
];
