import { HttpBackend } from '@angular/common/http';
import { makeEnvironmentProviders, type EnvironmentProviders } from '@angular/core';
import { OPEN_SOCKET } from '../app/core/live/live-socket';
import { OPEN_CHAT } from '../app/chat/chat-stream';
import { OPEN_STREAM } from '../app/run/command-stream';
import { accountRoutes } from './account-routes';
import { approvalRoutes } from './approval-routes';
import { auditRoutes } from './audit-routes';
import { chatRoutes, demoChats } from './chat-routes';
import { commandRoutes, demoStreams } from './command-routes';
import { DemoBackend } from './demo-backend';
import { demoSockets } from './demo-socket';
import { DEMO_ROUTES } from './demo-route';
import { fleetRoutes } from './fleet-routes';
import { fleetRowRoutes } from './fleet-row-routes';
import { freezeRoutes } from './freeze-routes';
import { identityRoutes } from './identity-routes';
import { accessKeyRoutes } from './access-key-routes';
import { modelRoutes } from './model-routes';
import { neighbourRoutes } from './neighbour-routes';
import { overviewRoutes } from './overview-routes';
import { policyRoutes } from './policy-routes';
import { simulationRoutes } from './simulation-routes';

/** Every feature's routes; the first that fits answers. */
const FEATURES = [
  approvalRoutes,
  overviewRoutes,
  fleetRoutes,
  fleetRowRoutes,
  neighbourRoutes,
  commandRoutes,
  auditRoutes,
  identityRoutes,
  accessKeyRoutes,
  accountRoutes,
  policyRoutes,
  simulationRoutes,
  freezeRoutes,
  chatRoutes,
  modelRoutes,
];

/** Puts the in-memory API where the network was: calls and the live feed. What a call passes on its way stays as it is. */
export function provideDemoApi(): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: HttpBackend, useClass: DemoBackend },
    { provide: DEMO_ROUTES, useFactory: () => FEATURES.flatMap((routes) => routes()) },
    { provide: OPEN_SOCKET, useFactory: demoSockets },
    { provide: OPEN_CHAT, useFactory: demoChats },
    { provide: OPEN_STREAM, useFactory: demoStreams },
  ]);
}
