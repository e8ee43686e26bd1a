import { stringify } from 'yaml';
import { dataSource, describeApi, listRoutes, listSockets, MemoryBus } from '@legator/core';
import type { Config, RouteAccess } from '@legator/core';
import { AppModule } from '../app.module.js';
import { readBuildInfo } from '../build-info.js';
import { createHttpApp } from '../http/http-app.js';
import { permissionTable } from './permission-table.js';

/** The public API as OpenAPI 3.1 in YAML, who may use which route, and which role that is. Needs no database. */
export async function describe(
  config: Config,
  root: string,
): Promise<{ openapi: string; routes: string; permissions: string }> {
  const nowhere = () => dataSource({ url: 'postgresql://nobody@localhost/nowhere', name: 'describe' });
  const database = { app: nowhere(), worker: nowhere(), sealer: nowhere(), close: () => Promise.resolve() };
  const core = { config, database, bus: new MemoryBus(), build: { ...readBuildInfo(root), version: 'v1' } };
  const app = await createHttpApp(AppModule.with(core), config, { logger: false });
  return {
    openapi: stringify(describeApi(app), { aliasDuplicateObjects: false }),
    routes: listRoutes(app).map(line).join('\n') + '\n',
    permissions: permissionTable(listRoutes(app), listSockets(app)),
  };
}

function line({ method, path, access }: RouteAccess): string {
  return `${method.padEnd(7)}${path.padEnd(51)} ${typeof access === 'string' ? access : access.join(' + ')}`;
}
