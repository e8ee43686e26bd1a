import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ActingFor, SocketTickets } from '@legator/auth';
import {
  AuditAppender,
  Authenticator,
  ConfigSchema,
  connectDatabase,
  CoreModule,
  createBus,
  Judge,
  People,
  runWith,
} from '@legator/core';
import type { Actor, Config, JudgeRequest, Tx, Verdict } from '@legator/core';
import { anActor, FakeAuditAppender, FakePeople, FixedAuthenticator } from '@legator/core/testing';
import { createHttpApp } from '../../apps/control-plane/src/http/http-app.js';
import { CheckAnswers } from './check-answers.js';
import { freshDatabase } from './database.js';

/** Says what it was told to say. */
export class ScriptedJudge extends Judge {
  verdict: Partial<Verdict> = {};
  asked: JudgeRequest[] = [];

  judge(_tx: Tx, requests: readonly JudgeRequest[]): Promise<Verdict[]> {
    this.asked.push(...requests);
    return Promise.resolve(
      requests.map(() => ({
        decision: 'allow',
        risk: 'low',
        level: 'observe',
        reasons: [{ code: 'test', text: 'Because.' }],
        rationale: {},
        ...this.verdict,
      })),
    );
  }
}

export interface Spine {
  readonly app: NestExpressApplication;
  readonly judge: ScriptedJudge;
  readonly audit: FakeAuditAppender;
  readonly access: FixedAuthenticator;
  readonly people: FakePeople;
  readonly url: string;
  /** On behalf of somebody; an administrator of `default` unless told otherwise. */
  as<T>(over: Partial<Actor>, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Rooms on a real database, with fakes for the ports that the test is not about. */
export async function startSpine(
  modules: readonly (DynamicModule | (new () => object))[],
  options: {
    config?: Partial<Config>;
    entities?: unknown[];
    url?: string;
    real?: readonly ('judge' | 'audit' | 'access')[];
  } = {},
): Promise<Spine> {
  const database = options.url ? { url: options.url, drop: () => Promise.resolve() } : await freshDatabase();
  const dataDir = dataDirOf(database.url);
  const config: Config = { ...ConfigSchema.parse({ dataDir }), ...options.config };
  const connected = await connectDatabase({
    url: database.url,
    entities: options.entities as never,
    poolSize: 8,
  });
  const bus = createBus(config, database.url);
  const judge = new ScriptedJudge();
  const audit = new FakeAuditAppender();
  const access = new FixedAuthenticator();
  const people = new FakePeople();
  const real = new Set(options.real);
  const ports = [
    ...(real.has('judge') ? [] : [{ provide: Judge, useValue: judge }]),
    ...(real.has('audit') ? [] : [{ provide: AuditAppender, useValue: audit }]),
    ...(real.has('access')
      ? []
      : [
          { provide: Authenticator, useValue: access },
          { provide: People, useValue: people },
          // Nobody opens a page here: sockets come with a key.
          { provide: SocketTickets, useValue: {} },
          { provide: ActingFor, useValue: { actorOf: () => Promise.resolve(anActor()) } },
        ]),
  ];

  @Global()
  @Module({ providers: ports, exports: ports.map(({ provide }) => provide) })
  class Ports {}

  @Module({
    imports: [CoreModule.with({ config, database: connected, bus }), Ports, ...(modules as never[])],
  })
  class TestApp {}

  const app = await createHttpApp({ module: TestApp }, config, { logger: false });
  app.useGlobalInterceptors(new CheckAnswers());
  await app.listen(0, '127.0.0.1');
  return {
    app,
    judge,
    audit,
    access,
    people,
    url: database.url,
    as: (over, work) => runWith({ actor: anActor(over) }, work),
    close: async () => {
      await app.close();
      await bus.close();
      await connected.close();
      await database.drop();
      if (!options.url) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Keys belong to a database, so everything that is started on one has the same folder for them. */
function dataDirOf(url: string): string {
  return join(tmpdir(), `legator-spine-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`);
}

/** Looks until it is so; the only way tests wait. */
export async function eventually<T>(look: () => Promise<T> | T, withinMs = 30_000): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
}
