import { join } from 'node:path';
import type { Config } from '@legator/core';
import {
  embeddedBinariesDir,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres/index.js';

export interface DatabaseHandle {
  readonly url: string;
  /** True for the one we start ourselves. */
  readonly embedded: boolean;
  stop(): Promise<void>;
}

/** The database of the settings: a PostgreSQL that is named, or our own in the data directory. */
export async function openDatabase(
  config: Config,
  packagesDir: string,
  log: (line: string) => void,
): Promise<DatabaseHandle> {
  if (config.databaseUrl) return { url: config.databaseUrl, embedded: false, stop: () => Promise.resolve() };
  const binariesDir = embeddedBinariesDir(packagesDir);
  const postgres = await startEmbeddedPostgres({ dataDir: databaseDir(config), binariesDir, log });
  return { url: postgres.url, embedded: true, stop: () => postgres.stop() };
}

/** The same for a command beside the server, which may run at this moment: then its database is shared, not stopped. */
export async function joinDatabase(
  config: Config,
  packagesDir: string,
  log: (line: string) => void,
): Promise<DatabaseHandle> {
  const running = config.databaseUrl ? undefined : await runningEmbeddedPostgres(databaseDir(config));
  if (running) return { url: running, embedded: true, stop: () => Promise.resolve() };
  return openDatabase(config, packagesDir, log);
}

function databaseDir(config: Config): string {
  return join(config.dataDir, 'postgres');
}
