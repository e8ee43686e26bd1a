import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { checkRuntimeRole } from './check-role.js';
import { dataSource, ROLES } from './connections.js';
import { APP_DATA_SOURCE } from './transactions.js';

export interface ConnectedDatabase {
  readonly app: DataSource;
  readonly worker: DataSource;
  readonly sealer: DataSource;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Where the application's own login is separate; it must be a member of the three roles. */
  readonly appUrl?: string;
  readonly entities: DataSourceOptions['entities'];
  readonly poolSize: number;
}

/** Opens one pool per role and refuses a role that may do too much. */
export async function connectDatabase(options: DatabaseOptions): Promise<ConnectedDatabase> {
  const url = options.appUrl ?? options.url;
  const { entities, poolSize } = options;
  const shared = { url, entities, prepare: true };
  const app = dataSource({ ...shared, role: ROLES.app, poolSize, name: 'app' });
  const worker = dataSource({
    ...shared,
    role: ROLES.worker,
    poolSize: Math.max(4, poolSize / 2),
    name: 'worker',
  });
  const sealer = dataSource({ ...shared, role: ROLES.sealer, poolSize: 2, name: 'sealer' });
  const all = [app, worker, sealer];
  const close = async () => {
    await Promise.allSettled(all.filter((source) => source.isInitialized).map((source) => source.destroy()));
  };
  try {
    for (const source of all) {
      await source.initialize();
      await checkRuntimeRole(source);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { app, worker, sealer, close };
}

/** Tells whether the database answers now. */
@Injectable()
export class DatabaseConnections {
  constructor(@Inject(APP_DATA_SOURCE) private readonly app: DataSource) {}

  async answers(withinMs = 2_000): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, withinMs, false)));
    const asked = this.app.query('select 1').then(
      () => true,
      () => false,
    );
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }
}
