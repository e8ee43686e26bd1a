import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import {
  connectDatabase,
  createBus,
  createLogger,
  loggingModule,
  migrate,
  mountOpenApi,
} from '@legator/core';
import type { Bus, Config, ConnectedDatabase } from '@legator/core';
import { ProbeGateway } from '@legator/gateway';
import { migrations } from '../../../migrations/index.js';
import { AppModule, entities } from './app.module.js';
import { readBuildInfo } from './build-info.js';
import { openDatabase } from './database.js';
import type { DatabaseHandle } from './database.js';
import { downloads } from './http/downloads.js';
import { EarlyServer } from './http/early-server.js';
import { createHttpApp } from './http/http-app.js';
import { UpgradeDispatcher } from './http/upgrades.js';
import { serveConsole } from './console/index.js';
import { logDestination } from './log-destination.js';
import { withoutChatter } from './quiet-logger.js';
import { chooseAddress, localUrl } from './listen-address.js';

export interface ServerOptions {
  readonly config: Config;
  /** Where package.json, dist and node_modules are. */
  readonly root: string;
  /** For the person at the terminal; the log goes elsewhere. */
  readonly say: (line: string) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly app: NestExpressApplication;
  readonly database: DatabaseHandle;
  readonly freshMigrations: readonly string[];
  readonly note?: string;
  /** Ends everything in order: no new requests, probes told, work finished or given back, database last. */
  stop(): Promise<void>;
}

const GRACE_MS = 5_000;

/** Opens the port, then the database, then everything else. What fails undoes what was done before it. */
export async function startServer({ config, root, say }: ServerOptions): Promise<RunningServer> {
  const address = chooseAddress(config);
  const tls =
    config.tlsCert && config.tlsKey ? { certFile: config.tlsCert, keyFile: config.tlsKey } : undefined;
  const http = new EarlyServer({ ...address, tls });
  const port = await http.listen();
  const opened: (() => Promise<void>)[] = [() => http.close(0)];
  try {
    const database = await openDatabase(config, root, say);
    opened.unshift(() => database.stop());
    const freshMigrations = await migrate(database.url, migrations);
    const { app, close, upgrades } = await assemble(config, root, database);
    opened.unshift(close);
    http.ready(app.getHttpAdapter().getInstance(), upgrades.dispatch);
    const stop = async () => {
      const closing = http.close(GRACE_MS);
      await close();
      await closing;
      await database.stop();
    };
    const url = localUrl({ host: address.host, port }, tls !== undefined);
    return { url, app, database, freshMigrations, note: address.note, stop };
  } catch (error) {
    for (const undo of opened) await undo().catch(() => undefined);
    throw error;
  }
}

async function assemble(config: Config, root: string, database: DatabaseHandle) {
  const connected = await connectDatabase({
    url: database.url,
    appUrl: config.databaseAppUrl,
    entities,
    poolSize: config.poolSize,
  });
  const bus = createBus(config, database.url);
  try {
    const upgrades = new UpgradeDispatcher();
    const app = await createApp(config, root, { database: connected, bus, upgrades });
    const gateway = app.get(ProbeGateway, { strict: false });
    upgrades.route('/ws/probe', (request, socket, head) => gateway.handleUpgrade(request, socket, head));
    return { app, upgrades, close: () => closeAll(app, bus, connected) };
  } catch (error) {
    await closeAll(undefined, bus, connected);
    throw error;
  }
}

interface Ground {
  readonly database: ConnectedDatabase;
  readonly bus: Bus;
  readonly upgrades: UpgradeDispatcher;
}

async function createApp(config: Config, root: string, { database, bus, upgrades }: Ground) {
  const log = createLogger(config, logDestination(config));
  const core = {
    config,
    database,
    bus,
    migrations: migrations.map(({ name }) => name),
    build: readBuildInfo(root),
  };
  const app = await createHttpApp(AppModule.with(core, [loggingModule(log)]), config, {
    upgrades,
    pages: [
      downloads(join(root, 'dist', 'probe', 'probe.cjs')),
      serveConsole({ root: join(root, 'dist', 'console') }),
    ],
  });
  app.useLogger(withoutChatter(app.get(Logger)));
  mountOpenApi(app);
  await app.init();
  return app;
}

async function closeAll(
  app: NestExpressApplication | undefined,
  bus: Bus,
  database: ConnectedDatabase,
): Promise<void> {
  await app?.close();
  await bus.close();
  await database.close();
}
