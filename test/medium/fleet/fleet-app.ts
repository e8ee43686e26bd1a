import { randomBytes } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import type { INestApplication, MiddlewareConsumer, NestModule, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import type { Permission, RegisterProbe, RegisteredProbe } from '@legator/contracts';
import {
  AccessMiddleware,
  AuditAppender,
  Authenticator,
  Clock,
  connectDatabase,
  CoreModule,
  Gate,
  Judge,
  MemoryBus,
  readControlPlaneConfig,
  requestScope,
  Transactions,
} from '@legator/core';
import type { Actor, AuditRecord, Credentials, Tx } from '@legator/core';
import {
  EnrolmentService,
  FleetModule,
  Presence,
  ProbeChannel,
  ServerKeys,
  TimedSearches,
} from '@legator/fleet';
import { DirectivesModule } from '@legator/directives';
import { OfflineSweep } from '../../../libs/fleet/src/presence/offline-sweep.js';
import { FakeProbeChannel, FixedServerKeys } from '@legator/fleet/testing';
import { Client } from 'pg';
import request from 'supertest';
import { breakableLine } from './breakable-line.js';
import { CheckAnswers } from '../../support/check-answers.js';
import { freshDatabase } from '../../support/database.js';
import { UNGATED } from '../../support/ungated.js';

/** Runs ahead of the real time by what it was moved, because the database's partitions know the real day. */
export class MovableClock extends Clock {
  ahead = 0;
  private heldAt: number | undefined;

  now(): Date {
    return new Date((this.heldAt ?? Date.now()) + this.ahead);
  }

  /** From now on it moves only where it is moved, until it is let go. */
  hold(): void {
    this.heldAt = Date.now();
  }

  letGo(): void {
    this.heldAt = undefined;
  }

  monotonic(): number {
    return performance.now() + this.ahead;
  }
}

/** `Bearer <tenant>` is somebody of that tenant; `Bearer <tenant>:<permission>` may do that alone. */
class TenantAuthenticator extends Authenticator {
  authenticate({ headers }: Credentials): Promise<Actor | undefined> {
    const [tenantId, permission] = (headers.authorization ?? '').replace(/^Bearer /, '').split(':', 2);
    if (!tenantId) return Promise.resolve(undefined);
    const permissions = [
      (permission ? headers.authorization!.split(`${tenantId}:`)[1] : 'admin') as Permission,
    ];
    return Promise.resolve({ type: 'user', id: `ana@${tenantId}`, name: 'Ana', tenantId, permissions });
  }

  denied(): Promise<void> {
    return Promise.resolve();
  }
}

class KeptAudit extends AuditAppender {
  readonly records: AuditRecord[] = [];

  append(_tx: Tx, records: readonly AuditRecord[]): Promise<void> {
    this.records.push(...records);
    return Promise.resolve();
  }
}

export interface FleetAppOptions {
  readonly breakable?: boolean;
  /** How long a search may take from then on, where it is not to be the product's limit. */
  readonly searchMs?: () => number;
  /** Rooms that stand above the fleet. */
  readonly rooms?: readonly Type[];
}

/** The fleet and the ground below it, on a database of its own; what stands above is faked. */
export async function fleetApp(options: FleetAppOptions = {}) {
  const database = await freshDatabase();
  const line = options.breakable ? await breakableLine(database.url) : undefined;
  const connected = await connectDatabase({
    url: line?.url ?? database.url,
    entities: [],
    poolSize: 8,
  });
  const clock = new MovableClock();
  const audit = new KeptAudit();
  const channel = new FakeProbeChannel();
  const keys = new FixedServerKeys();

  @Global()
  @Module({
    providers: [
      { provide: Authenticator, useClass: TenantAuthenticator },
      { provide: AuditAppender, useValue: audit },
      { provide: ProbeChannel, useValue: channel },
      { provide: ServerKeys, useValue: keys },
      ...UNGATED,
    ],
    exports: [Authenticator, AuditAppender, ProbeChannel, ServerKeys, Judge, Gate],
  })
  class AboveModule implements NestModule {
    configure(consumer: MiddlewareConsumer): void {
      consumer.apply(AccessMiddleware).forRoutes('{*path}');
    }
  }

  const config = readControlPlaneConfig({});
  const building = Test.createTestingModule({
    imports: [
      CoreModule.with({ config, database: connected, bus: new MemoryBus(), clock }),
      AboveModule,
      DirectivesModule,
      FleetModule,
      ...(options.rooms ?? []),
    ],
  });
  const { searchMs } = options;
  if (searchMs)
    building.overrideProvider(TimedSearches).useFactory({
      factory: (transactions: Transactions) =>
        Object.defineProperty(new TimedSearches(transactions, 0), 'limitMs', { get: searchMs }),
      inject: [Transactions],
    });
  const module: TestingModule = await building.compile();
  const app: INestApplication = module.createNestApplication({ logger: false });
  app.useGlobalInterceptors(new CheckAnswers());
  app.use(requestScope);
  await app.init();
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  const presence = app.get(Presence);

  return {
    app,
    clock,
    audit,
    channel,
    keys,
    presence,
    connected,
    /** The only line to the database, where one was asked for. */
    line,
    /** As the owner of the tables, past row-level security. */
    sql: async (text: string, values: unknown[] = []) =>
      (await owner.query(text, values)).rows as Record<string, any>[],
    http: () => request(app.getHttpServer()),
    /** A token of the tenant, as somebody would make it; the tenant is made if there is none. */
    token: async (tenant = 'default', body: Record<string, unknown> = { multi_use: true }) => {
      await owner.query('insert into auth_tenant (id, name) values ($1, $1) on conflict do nothing', [
        tenant,
      ]);
      const made = await request(app.getHttpServer())
        .post('/api/v1/tokens')
        .set('Authorization', `Bearer ${tenant}`)
        .send(body)
        .expect(200);
      return made.body as { id: string; token: string };
    },
    register: (body: Partial<RegisterProbe> & { token: string }): Promise<RegisteredProbe> =>
      app
        .get(EnrolmentService)
        .register({ hostname: 'web-1', os: 'linux', arch: 'amd64', ...body } as RegisterProbe, '192.0.2.7'),
    /** From now on nobody is called offline: whom nobody plays would be, after three quarters of a minute. */
    missNobody: () => app.get(OfflineSweep).onApplicationShutdown(),
    /** Types of the tenant's signals about a subject, in their order. */
    signals: async (subjectId: string) =>
      (
        await owner.query('select type from core_signal where subject_id = $1 order by id', [subjectId])
      ).rows.map(({ type }) => type as string),
    close: async () => {
      await owner.end();
      await app.close();
      await connected.close();
      await line?.close();
      await database.drop();
    },
  };
}

export type FleetApp = Awaited<ReturnType<typeof fleetApp>>;

/** A probe of its own for a test, registered and not yet connected. */
export async function enrolled(fleet: FleetApp, tenantId = 'default') {
  const { token } = await fleet.token(tenantId);
  const hostname = `host-${randomBytes(4).toString('hex')}`;
  const made = await fleet.register({ token, hostname, protocols: [2], public_key: publicKey() });
  return { probeId: made.probe_id, tenantId };
}

/** Opens its connection. @returns the connection's id */
export const connect = (
  { presence, clock }: FleetApp,
  probe: { probeId: string; tenantId: string },
  over: object = {},
) =>
  presence.connected(probe, {
    ...{ address: '192.0.2.7', version: '1.0.0', ceiling: 'remediate', at: clock.now() },
    ...over,
  });

/** Its row in the table. */
export const statusOf = async (fleet: FleetApp, { probeId }: { probeId: string }) =>
  (await fleet.sql('select * from fleet_probe where id = $1', [probeId]))[0]!;

/** A key of the right form; each letter another one. */
export const publicKey = (letter = 'B'): string => letter.repeat(43);

/** Waits until something holds; fails with what it last saw. */
export async function until<T>(look: () => Promise<T> | T, holds: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(seen)} after 30 s.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
