import { parse } from 'pg-connection-string';
import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';
import { preparingDriver } from './preparing-driver.js';

/** The database roles of the running product; made by a migration, owners of nothing (architecture.md, section 11). */
export const ROLES = { app: 'legator_app', worker: 'legator_worker', sealer: 'legator_sealer' } as const;

type Entities = NonNullable<DataSourceOptions['entities']>;

export interface ConnectionOptions {
  readonly url: string;
  /** Run as this role, when the URL's own role may. */
  readonly role?: string;
  readonly entities?: Entities;
  readonly migrations?: DataSourceOptions['migrations'];
  readonly poolSize?: number;
  readonly name: string;
  /** Let the server keep each statement, for connections that live long and say the same again and again. */
  readonly prepare?: boolean;
}

/** A TypeORM data source on one role. Never creates or alters anything by itself. */
export function dataSource(options: ConnectionOptions): DataSource {
  const { host, port, user, password, database, ssl } = parse(options.url);
  return new DataSource({
    type: 'postgres',
    host: host ?? 'localhost',
    port: Number(port ?? 5432),
    username: user,
    password,
    database: database ?? undefined,
    ssl: ssl as never,
    entities: options.entities ?? [],
    migrations: options.migrations ?? [],
    migrationsTableName: 'core_migration',
    migrationsTransactionMode: 'each',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    ...(options.prepare ? { driver: preparingDriver } : {}),
    synchronize: false,
    applicationName: `legator ${options.name}`,
    poolSize: options.poolSize ?? 4,
    connectTimeoutMS: 5_000,
    poolErrorHandler: () => undefined, // A broken idle connection is replaced; whoever needs it hears of it then.
    extra: {
      ...serverOptions(options),
      idleTimeoutMillis: 60_000,
      keepAlive: true,
    },
  });
}

/**
 * Statements that are kept are still planned for the values at hand: a plan for any values reads far too much of a
 * long trail for one page of it.
 */
function serverOptions({ role, prepare }: ConnectionOptions): { options?: string } {
  const settings = [role && `role=${role}`, prepare && 'plan_cache_mode=force_custom_plan'].filter(Boolean);
  return settings.length > 0 ? { options: settings.map((setting) => `-c ${setting}`).join(' ') } : {};
}
