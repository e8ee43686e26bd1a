import type { INestApplication, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { GATEWAY_METADATA, GATEWAY_OPTIONS } from '@nestjs/websockets/constants.js';
import type { Permission } from '@legator/contracts';
import { REQUIRES } from '../decorators.js';

/** One socket that people and programs may open, and who may. */
export interface SocketAccess {
  readonly path: string;
  readonly access: 'closed' | readonly Permission[];
}

/** Every socket that a gateway declares, sorted by path. */
export function listSockets(app: INestApplication): SocketAccess[] {
  const providers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.providers.values()].map(({ metatype }) => metatype as Type | null),
  );
  const gateways = providers.filter(
    (one): one is Type => typeof one === 'function' && Reflect.getMetadata(GATEWAY_METADATA, one) === true,
  );
  return [...new Set(gateways)]
    .map((gateway) => ({
      path: (Reflect.getMetadata(GATEWAY_OPTIONS, gateway) as { path?: string }).path ?? '/',
      access: (Reflect.getMetadata(REQUIRES, gateway) as Permission[] | undefined) ?? ('closed' as const),
    }))
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));
}

/**
 * Routes are closed unless opened, by the guard. No guard stands before a socket, so a server does not start with one
 * that does not say by `@Requires` who may open it.
 */
export function refuseOpenSockets(app: INestApplication): void {
  const open = listSockets(app).filter(({ access }) => access === 'closed');
  if (open.length === 0) return;
  const paths = open.map(({ path }) => path).join(', ');
  throw new Error(`The socket at ${paths} does not say who may open it: put @Requires on its gateway.`);
}
