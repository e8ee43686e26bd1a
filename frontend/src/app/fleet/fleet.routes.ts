import type { Routes } from '@angular/router';
import { FleetPage } from './fleet-page';

/** The list stays beside the probe that is open; on a narrow screen one takes the place of the other. */
export const routes: Routes = [
  {
    path: '',
    component: FleetPage,
    children: [{ path: ':id', loadComponent: () => import('./probe-page').then((page) => page.ProbePage) }],
  },
];
