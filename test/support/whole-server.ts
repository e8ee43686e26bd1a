import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeysService } from '@legator/auth';
import type { Permission } from '@legator/contracts';
import { readControlPlaneConfig, runWith, systemActor } from '@legator/core';
import { startServer } from '../../apps/control-plane/src/server.js';
import type { RunningServer } from '../../apps/control-plane/src/server.js';
import { root } from './control-plane.js';
import { freshDatabase } from './database.js';

export interface WholeServer extends RunningServer {
  /** As the owner of the database. */
  readonly databaseUrl: string;
  /** Another one beside it on the same database; the caller stops it. */
  replica(): Promise<RunningServer>;
  /** A key with these rights, in a tenant. */
  key(permissions: Permission[], tenantId?: string): Promise<string>;
  remove(): Promise<void>;
}

/** All rooms, as the product binds them, in this process and on a database of its own. */
export async function startWholeServer(env: Record<string, string> = {}): Promise<WholeServer> {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'lgt-whole-'));
  const start = () => startServer({ config, root, say: () => undefined });
  const config = readControlPlaneConfig({
    LEGATOR_LISTEN_ADDR: '127.0.0.1:0',
    LEGATOR_DATA_DIR: dataDir,
    LEGATOR_DATABASE_URL: database.url,
    LEGATOR_LOG_LEVEL: 'silent',
    ...env,
  });
  const server = await start();
  return {
    ...server,
    databaseUrl: database.url,
    replica: start,
    key: (permissions, tenantId = 'default') =>
      runWith({ actor: systemActor(tenantId) }, async () => {
        const keys = server.app.get(ApiKeysService, { strict: false });
        return (await keys.create({ name: permissions.join(' ') || 'nothing', permissions })).plainKey;
      }),
    remove: async () => {
      await server.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
