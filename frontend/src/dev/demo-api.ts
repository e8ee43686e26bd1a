import { HttpBackend } from '@angular/common/http';
import { makeEnvironmentProviders, type EnvironmentProviders } from '@angular/core';
import { OPEN_SOCKET } from '../app/core/live/live-socket';
import { accountRoutes } from './account-routes';
import { auditRoutes } from './audit-routes';
import { DemoBackend } from './demo-backend';
import { demoSockets } from './demo-socket';
import { DEMO_ROUTES } from './demo-route';
import { fleetRoutes } from './fleet-routes';

/** Every feature's routes; the first that fits answers. */
const FEATURES = [fleetRoutes, auditRoutes, accountRoutes];

/** Puts the in-memory API where the network was: calls and the live feed. What a call passes on its way stays as it is. */
export function provideDemoApi(): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: HttpBackend, useClass: DemoBackend },
    { provide: DEMO_ROUTES, useFactory: () => FEATURES.flatMap((routes) => routes()) },
    { provide: OPEN_SOCKET, useFactory: demoSockets },
  ]);
}
