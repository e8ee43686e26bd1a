import { Global, Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Bus } from './bus/bus.js';
import { Clock, SystemClock } from './clock.js';
import { CONFIG } from './config/config.js';
import type { Config } from './config/config.js';
import { DatabaseConnections } from './database/database-connections.js';
import type { ConnectedDatabase } from './database/database-connections.js';
import {
  APP_DATA_SOURCE,
  SEALER_DATA_SOURCE,
  Transactions,
  WORKER_DATA_SOURCE,
} from './database/transactions.js';
import { AccessGuard } from './http/access.guard.js';
import { ErrorFilter } from './http/error.filter.js';
import { schemaPipe } from './http/schema.pipe.js';
import { KeyStore } from './keys/key-store.js';
import { FeedStore } from './signals/feed.store.js';
import { FeedTail } from './signals/feed-tail.js';
import { Relay } from './signals/relay.js';
import { SignalsStore } from './signals/signals.store.js';
import { Signals } from './signals/signals.service.js';

export interface CoreOptions {
  readonly config: Config;
  readonly database: ConnectedDatabase;
  readonly bus: Bus;
  readonly clock?: Clock;
}

const SIGNALS: Provider[] = [SignalsStore, Signals, Relay, FeedStore, FeedTail];

const HTTP: Provider[] = [
  { provide: APP_FILTER, useClass: ErrorFilter },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_PIPE, useFactory: schemaPipe },
];

/** The ground, available to every room. The connections are opened before Nest starts and closed after it stopped. */
@Global()
@Module({})
export class CoreModule {
  static with({ config, database, bus, clock }: CoreOptions): DynamicModule {
    return {
      module: CoreModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: clock ?? new SystemClock() },
        { provide: Bus, useValue: bus },
        { provide: APP_DATA_SOURCE, useValue: database.app },
        { provide: WORKER_DATA_SOURCE, useValue: database.worker },
        { provide: SEALER_DATA_SOURCE, useValue: database.sealer },
        DatabaseConnections,
        Transactions,
        KeyStore,
        ...SIGNALS,
        ...HTTP,
      ],
      exports: [
        CONFIG,
        Clock,
        Bus,
        Transactions,
        KeyStore,
        Signals,
        FeedStore,
        FeedTail,
        DatabaseConnections,
      ],
    };
  }
}
