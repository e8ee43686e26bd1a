import type { Routes } from '@angular/router';
import { mayLeave } from './edit/may-leave';

export const routes: Routes = [
  { path: '', loadComponent: () => import('./policies-page').then((file) => file.PoliciesPage) },
  {
    path: ':id',
    pathMatch: 'full',
    loadComponent: () => import('./policy-page').then((file) => file.PolicyPage),
  },
  ...(['edit', 'copy'] as const).map((mode) => ({
    path: `:id/${mode}`,
    data: { mode },
    canDeactivate: [mayLeave],
    loadComponent: () => import('./edit/edit-page').then((file) => file.EditPage),
  })),
];
