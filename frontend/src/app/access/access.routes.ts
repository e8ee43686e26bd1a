import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router, type Routes } from '@angular/router';
import { Session } from '../core/session';
import { AccessPage } from './access-page';
import { ACCESS_TABS, type AccessTab, tabsFor } from './access-tabs';

/** The first tab that this person may use. */
const firstTab: CanActivateFn = () => {
  const [session, router] = [inject(Session), inject(Router)];
  const tab = tabsFor(session)[0] ?? ACCESS_TABS[0];
  return router.createUrlTree(['/admin/access', tab?.id]);
};

const needs =
  (id: AccessTab): CanMatchFn =>
  () =>
    tabsFor(inject(Session)).some((tab) => tab.id === id);

/** Each tab comes when it is opened. */
export const routes: Routes = [
  {
    path: '',
    component: AccessPage,
    children: [
      { path: '', pathMatch: 'full', canActivate: [firstTab], children: [] },
      {
        path: 'users',
        canMatch: [needs('users')],
        loadComponent: () => import('./users-tab').then((file) => file.UsersTab),
      },
      {
        path: 'roles',
        canMatch: [needs('roles')],
        loadComponent: () => import('./roles-tab').then((file) => file.RolesTab),
      },
      {
        path: 'keys',
        canMatch: [needs('keys')],
        loadComponent: () => import('./keys-tab').then((file) => file.KeysTab),
      },
      {
        path: 'sessions',
        canMatch: [needs('sessions')],
        loadComponent: () => import('./sessions-tab').then((file) => file.SessionsTab),
      },
      {
        path: 'sso',
        canMatch: [needs('sso')],
        loadComponent: () => import('./sso-tab').then((file) => file.SsoTab),
      },
    ],
  },
];
