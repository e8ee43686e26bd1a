import { Global, Module } from '@nestjs/common';
import type { INestApplication, MiddlewareConsumer, NestModule } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { AddressInfo } from 'node:net';
import {
  AccessMiddleware,
  AuditAppender,
  Authenticator,
  Bus,
  connectDatabase,
  CoreModule,
  MemoryBus,
  mountOpenApi,
  readControlPlaneConfig,
  requestScope,
  runWith,
  SignalHandlers,
  Signals,
  Transactions,
} from '@legator/core';
import type { Actor, Clock, ConnectedDatabase, Signal, SignalHandler } from '@legator/core';
import { anActor, FakeAuditAppender, FixedAuthenticator } from '@legator/core/testing';
import { CheckAnswers } from './check-answers.js';

export interface CoreAppOptions {
  readonly url: string;
  readonly bus?: Bus;
  readonly clock?: Clock;
  readonly handlers?: readonly SignalHandler[];
  readonly authenticator?: FixedAuthenticator;
  readonly migrations?: readonly string[];
}

export interface CoreApp {
  readonly app: INestApplication;
  readonly address: string;
  readonly audit: FakeAuditAppender;
  readonly authenticator: FixedAuthenticator;
  readonly transactions: Transactions;
  readonly database: ConnectedDatabase;
  /** States a fact as somebody of a tenant, and waits for the commit. */
  record(signal: Signal, actor?: Actor): Promise<string>;
  close(): Promise<void>;
}

/** The ground alone, over HTTP on loopback, with a real database. */
export async function startCore(options: CoreAppOptions): Promise<CoreApp> {
  const database = await connectDatabase({ url: options.url, entities: [], poolSize: 6 });
  const bus = options.bus ?? new MemoryBus();
  const audit = new FakeAuditAppender();
  const authenticator = options.authenticator ?? new FixedAuthenticator();
  const { clock, migrations } = options;

  @Global()
  @Module({
    providers: [
      { provide: AuditAppender, useValue: audit },
      { provide: Authenticator, useValue: authenticator },
    ],
    exports: [AuditAppender, Authenticator],
  })
  class Ports {}

  @Module({
    imports: [
      Ports,
      CoreModule.with({ config: readControlPlaneConfig({}), database, bus, clock, migrations }),
    ],
  })
  class Root implements NestModule {
    configure(consumer: MiddlewareConsumer): void {
      consumer.apply(requestScope, AccessMiddleware).forRoutes('{*all}');
    }
  }

  const module = await Test.createTestingModule({ imports: [Root] }).compile();
  const app = module.createNestApplication({ logger: false });
  for (const handler of options.handlers ?? []) app.get(SignalHandlers).register(handler);
  app.useGlobalInterceptors(new CheckAnswers());
  mountOpenApi(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const transactions = app.get(Transactions);
  return {
    app,
    address: `http://127.0.0.1:${port}`,
    audit,
    authenticator,
    transactions,
    database,
    record: (signal, actor = anActor()) =>
      runWith({ actor }, () =>
        transactions.run(async (tx) => (await app.get(Signals).record(tx, signal)).id),
      ),
    close: async () => {
      await app.close();
      await database.close();
      await bus.close();
    },
  };
}

/** A fact for tests. */
export function aSignal(over: Partial<Signal> = {}): Signal {
  return {
    type: 'probe.connected',
    subject: { type: 'probe', id: 'prb-1' },
    summary: 'Probe prb-1 connected.',
    payload: {},
    ...over,
  };
}

/** Waits for something to become true, and ends the test when it does not. */
export async function until<T>(what: () => T | Promise<T>, withinMs = 30_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const found = await what();
    if (found) return found as NonNullable<T>;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`It did not happen within ${withinMs / 1_000} seconds: ${what.toString()}`);
}
