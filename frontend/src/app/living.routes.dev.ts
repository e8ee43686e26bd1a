import type { Routes } from '@angular/router';

/** In place of living.routes.ts in the development build: every part of the kit in all its states. */
export const livingRoutes: Routes = [
  { path: 'ui', loadComponent: () => import('./ui/living/living-page').then((page) => page.LivingPage) },
];
