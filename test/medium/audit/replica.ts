import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import type { INestApplication, MiddlewareConsumer } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AuditModule } from '@legator/audit';
import { anAuditRecord } from '@legator/audit/testing';
import {
  AccessMiddleware,
  AuditAppender,
  Authenticator,
  connectDatabase,
  CoreModule,
  MemoryBus,
  readControlPlaneConfig,
  Transactions,
} from '@legator/core';
import type { Actor, AuditRecord, Credentials } from '@legator/core';
import { Client } from 'pg';
import request from 'supertest';

/** Whoever names a tenant in a header may read its trail. */
class HeaderAuthenticator extends Authenticator {
  authenticate({ headers }: Credentials): Promise<Actor | undefined> {
    const tenantId = headers['x-tenant'];
    if (typeof tenantId !== 'string') return Promise.resolve(undefined);
    const permissions: Actor['permissions'] = headers['x-nothing'] ? [] : ['audit:read'];
    return Promise.resolve({ type: 'user', id: 'reader', name: 'reader', tenantId, permissions });
  }

  denied(): Promise<void> {
    return Promise.resolve();
  }
}

@Global()
@Module({
  providers: [{ provide: Authenticator, useClass: HeaderAuthenticator }],
  exports: [Authenticator],
})
class AccessModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(AccessMiddleware).forRoutes('{*path}');
  }
}

export interface Replica {
  readonly app: INestApplication;
  readonly transactions: Transactions;
  /** Appends in transactions of so many records. */
  append(records: readonly AuditRecord[], perTransaction?: number): Promise<void>;
  get(path: string, tenant?: string): request.Test;
  close(): Promise<void>;
}

export function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'legator-audit-'));
}

/** A control plane of nothing but the trail. Several on one database are replicas of each other. */
export async function startReplica(
  url: string,
  dataDir: string,
  env: Record<string, string> = {},
): Promise<Replica> {
  const config = readControlPlaneConfig({ LEGATOR_DATA_DIR: dataDir, ...env });
  const database = await connectDatabase({ url, entities: [], poolSize: 8 });
  const module = await Test.createTestingModule({
    imports: [CoreModule.with({ config, database, bus: new MemoryBus() }), AuditModule, AccessModule],
  }).compile();
  const app = module.createNestApplication({ logger: false });
  const close = async () => {
    await app.close();
    await database.close();
  };
  try {
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await close();
    throw error;
  }
  const transactions = app.get(Transactions);
  const appender = app.get(AuditAppender);
  return {
    app,
    transactions,
    close,
    async append(records, perTransaction = 100) {
      for (let at = 0; at < records.length; at += perTransaction) {
        const some = records.slice(at, at + perTransaction);
        await transactions.worker((tx) => appender.append(tx, some));
      }
    },
    get: (path, tenant = 'default') =>
      request(app.getHttpServer()).get(`/api/v1/audit${path}`).set('x-tenant', tenant),
  };
}

export function records(count: number, over: Partial<AuditRecord> = {}): AuditRecord[] {
  return Array.from({ length: count }, (_, at) => anAuditRecord({ summary: `entry ${at + 1}`, ...over }));
}

/** As the owner of the database, a superuser who switches every trigger off: the attacker of this room. */
export async function asAttacker<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = 'replica'`);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Holds the lock by which the sealer is chosen. */
export function whileNobodySeals<T>(url: string, work: () => Promise<T>): Promise<T> {
  return asAttacker(url, async (client) => {
    await client.query('begin');
    await client.query('select one from audit_sealer for update');
    try {
      return await work();
    } finally {
      await client.query('rollback');
    }
  });
}

/** Resolves once `holds` does; the test's own time limit is the limit. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
