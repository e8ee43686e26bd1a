import type { Routes } from '@angular/router';

/** The living page of the kit is not part of the product; the development build puts living.routes.dev.ts here. */
export const livingRoutes: Routes = [];
