import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router, type Routes } from '@angular/router';
import type { Permission } from '@legator/contracts';
import { Session } from '../core/session';
import { AccessPage } from './access-page';
import { ACCESS_TABS } from './access-tabs';

/** The first tab that this person may use. */
const firstTab: CanActivateFn = () => {
  const [session, router] = [inject(Session), inject(Router)];
  const tab = ACCESS_TABS.find(({ permission }) => session.shows(permission)) ?? ACCESS_TABS[0];
  return router.createUrlTree(['/admin/access', tab?.id]);
};

const mayUse =
  (permission: Permission): CanMatchFn =>
  () =>
    inject(Session).shows(permission);

const needs = (id: string) => mayUse(ACCESS_TABS.find((tab) => tab.id === id)?.permission ?? 'admin');

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
