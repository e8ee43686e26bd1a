import type { Routes } from '@angular/router';
import { ACCESS_PERMISSIONS, TENANT_PERMISSIONS } from './core/admin-permissions';
import { guarded } from './core/guarded';
import { FAILED_PATH } from './core/navigation-failure';
import { FailedPage } from './core/pages/failed-page';
import { setupNeeded } from './core/setup-needed';
import { signedIn } from './core/signed-in';
import { livingRoutes } from './living.routes';

/** Addresses of the console before this one, so that old links and bookmarks still lead to the same machine. */
const OLD_ADDRESSES: Routes = [
  { path: 'probe/:id', pathMatch: 'full', redirectTo: 'fleet/:id' },
  { path: 'probe/:id/chat', pathMatch: 'full', redirectTo: 'fleet/:id/chat' },
  { path: 'fleet/chat', pathMatch: 'full', redirectTo: 'chat' },
  { path: 'login', pathMatch: 'full', redirectTo: 'sign-in' },
];

/** Without navigation: for whoever is not signed in, or has to settle something first. */
const BARE: Routes = [
  {
    path: 'sign-in',
    data: { bare: true },
    loadComponent: () => import('./sign-in/sign-in-page').then((file) => file.SignInPage),
  },
  {
    path: 'welcome',
    pathMatch: 'full',
    data: { bare: true },
    canMatch: [setupNeeded],
    loadComponent: () => import('./sign-in/setup-page').then((file) => file.SetupPage),
  },
  {
    path: 'confirmed',
    data: { bare: true },
    loadComponent: () => import('./core/step-up/confirmed-page').then((file) => file.ConfirmedPage),
  },
  {
    path: 'device',
    data: { bare: true },
    canMatch: [signedIn],
    loadComponent: () => import('./device/device-page').then((file) => file.DevicePage),
  },
  {
    path: 'welcome/join',
    data: { bare: true },
    loadComponent: () => import('./sign-in/join-page').then((file) => file.JoinPage),
  },
];

/** One lazy entry per feature, guarded by what its pages read; what is not here is not found, and says so. */
export const routes: Routes = [
  ...OLD_ADDRESSES,
  ...BARE,
  // Ahead of the fleet, for which "add" would be an id.
  ...guarded('fleet/add', 'fleet:write', () =>
    import('./fleet/enrol/enrol.routes').then((feature) => feature.routes),
  ),
  ...guarded('fleet', 'fleet:read', () => import('./fleet/fleet.routes').then((feature) => feature.routes)),
  ...guarded('chat', 'fleet:read', () => import('./chat/chat.routes').then((feature) => feature.routes)),
  ...guarded('approvals', 'approval:read', () =>
    import('./approvals/approvals.routes').then((feature) => feature.routes),
  ),
  ...guarded('audit', 'audit:read', () => import('./audit/audit.routes').then((feature) => feature.routes)),
  ...guarded('policies', 'fleet:read', () =>
    import('./policies/policies.routes').then((feature) => feature.routes),
  ),
  ...guarded('freezes', 'directive:read', () =>
    import('./freezes/freezes.routes').then((feature) => feature.routes),
  ),
  // Whoever reads the fleet may see which model answers about it.
  ...guarded('model-dock', ['settings:manage', 'fleet:read'], () =>
    import('./models/models.routes').then((feature) => feature.routes),
  ),
  ...guarded('welcome', 'fleet:read', () =>
    import('./welcome/welcome.routes').then((feature) => feature.routes),
  ),
  ...guarded('admin/access', ACCESS_PERMISSIONS, () =>
    import('./access/access.routes').then((feature) => feature.routes),
  ),
  ...guarded('admin/tenants', TENANT_PERMISSIONS, () =>
    import('./tenants/tenants.routes').then((feature) => feature.routes),
  ),
  {
    path: 'profile',
    canMatch: [signedIn],
    loadComponent: () => import('./profile/profile-page').then((file) => file.ProfilePage),
  },
  // Not lazy: it is for when parts of the console do not arrive.
  { path: FAILED_PATH, component: FailedPage },
  ...livingRoutes,
  {
    path: '',
    pathMatch: 'full',
    canMatch: [signedIn],
    loadChildren: () => import('./overview/overview.routes').then((feature) => feature.routes),
  },
  {
    path: '**',
    loadComponent: () => import('./core/pages/not-found-page').then((page) => page.NotFoundPage),
  },
];
