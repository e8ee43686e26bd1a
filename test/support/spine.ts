import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  AuditAppender,
  Authenticator,
  ConfigSchema,
  connectDatabase,
  CoreModule,
  createBus,
  Judge,
  runWith,
} from '@legator/core';
import type { Actor, Config, JudgeRequest, Tx, Verdict } from '@legator/core';
import { anActor, FakeAuditAppender, FixedAuthenticator } from '@legator/core/testing';
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
  const config: Config = { ...ConfigSchema.parse({}), ...options.config };
  const connected = await connectDatabase({
    url: database.url,
    entities: options.entities as never,
    poolSize: 8,
  });
  const bus = createBus(config, database.url);
  const judge = new ScriptedJudge();
  const audit = new FakeAuditAppender();
  const access = new FixedAuthenticator();
  const real = new Set(options.real);
  const ports = [
    ...(real.has('judge') ? [] : [{ provide: Judge, useValue: judge }]),
    ...(real.has('audit') ? [] : [{ provide: AuditAppender, useValue: audit }]),
    ...(real.has('access') ? [] : [{ provide: Authenticator, useValue: access }]),
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
    url: database.url,
    as: (over, work) => runWith({ actor: anActor(over) }, work),
    close: async () => {
      await app.close();
      await bus.close();
      await connected.close();
      await database.drop();
    },
  };
}

/** Looks until it is so; the only way tests wait. */
export async function eventually<T>(look: () => Promise<T> | T, withinMs = 10_000): Promise<T> {
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
