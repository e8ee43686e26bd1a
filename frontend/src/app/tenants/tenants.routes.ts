import type { Routes } from '@angular/router';
import { TenantsPage } from './tenants-page';

export const routes: Routes = [{ path: '', component: TenantsPage }];
