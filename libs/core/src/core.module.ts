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
import { AccessMiddleware } from './http/access.middleware.js';
import { TrustedProxies } from './http/trusted-proxies.js';
import { AccessGuard } from './http/access.guard.js';
import { ErrorFilter } from './http/error.filter.js';
import { schemaPipe } from './http/schema.pipe.js';
import { EventSource } from './events/event-source.js';
import { EventStreams } from './events/event-streams.js';
import { EventsController } from './events/events.controller.js';
import { BUILD_INFO, KNOWN_MIGRATIONS, UNSTAMPED } from './health/build-info.js';
import type { BuildInfo } from './health/build-info.js';
import { CoreMetrics } from './health/core-metrics.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { MetricsRegistry } from './health/metrics-registry.js';
import { Readiness } from './health/readiness.js';
import { DeliveriesController } from './signals/deliveries.controller.js';
import { DeliveryDesk } from './signals/delivery-desk.service.js';
import { DeliveryDeskStore } from './signals/delivery-desk.store.js';
import { TenantLimits } from './limits/tenant-limits.js';
import { KeyStore } from './keys/key-store.js';
import { KeyRing } from './secrets/key-ring.js';
import { SecretRotation } from './secrets/secret-rotation.js';
import { SecretVault } from './secrets/secret-vault.js';
import { SecretsStore } from './secrets/secrets.store.js';
import { FeedStore } from './signals/feed.store.js';
import { FeedTail } from './signals/feed-tail.js';
import { HandlerEngine } from './signals/handler-engine.js';
import { HandlerStore } from './signals/handler.store.js';
import { Relay } from './signals/relay.js';
import { Replays } from './signals/replays.service.js';
import { SignalDesk } from './signals/signal-desk.service.js';
import { SignalHandlers } from './signals/signal-handler.js';
import { SignalHistoryStore } from './signals/signal-history.store.js';
import { SignalsController } from './signals/signals.controller.js';
import { SignalsStore } from './signals/signals.store.js';
import { Signals } from './signals/signals.service.js';

export interface CoreOptions {
  readonly config: Config;
  readonly database: ConnectedDatabase;
  readonly bus: Bus;
  readonly clock?: Clock;
  /** Names of all migrations that this version knows; readiness compares them with what was applied. */
  readonly migrations?: readonly string[];
  readonly build?: BuildInfo;
}

const SIGNALS: Provider[] = [SignalsStore, Signals, Relay, FeedStore, FeedTail];

const SECRETS: Provider[] = [KeyRing, SecretsStore, SecretVault, SecretRotation];

const HANDLERS: Provider[] = [SignalHandlers, HandlerStore, HandlerEngine];

const DESKS: Provider[] = [SignalHistoryStore, SignalDesk, DeliveryDeskStore, DeliveryDesk, Replays];

const EVENTS: Provider[] = [EventSource, EventStreams];

const HEALTH: Provider[] = [Readiness, MetricsRegistry, CoreMetrics];

const HTTP: Provider[] = [
  AccessMiddleware,
  TrustedProxies,
  { provide: APP_FILTER, useClass: ErrorFilter },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_PIPE, useFactory: schemaPipe },
];

/** The ground, available to every room. The connections are opened before Nest starts and closed after it stopped. */
@Global()
@Module({})
export class CoreModule {
  static with({ config, database, bus, clock, migrations, build }: CoreOptions): DynamicModule {
    return {
      module: CoreModule,
      controllers: [
        HealthController,
        MetricsController,
        EventsController,
        DeliveriesController,
        SignalsController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: clock ?? new SystemClock() },
        { provide: Bus, useValue: bus },
        { provide: APP_DATA_SOURCE, useValue: database.app },
        { provide: WORKER_DATA_SOURCE, useValue: database.worker },
        { provide: SEALER_DATA_SOURCE, useValue: database.sealer },
        DatabaseConnections,
        Transactions,
        TenantLimits,
        KeyStore,
        { provide: KNOWN_MIGRATIONS, useValue: migrations },
        { provide: BUILD_INFO, useValue: build ?? UNSTAMPED },
        KeyStore,
        ...SIGNALS,
        ...SECRETS,
        ...HANDLERS,
        ...DESKS,
        ...EVENTS,
        ...HEALTH,
        ...HTTP,
      ],
      exports: [
        CONFIG,
        Clock,
        Bus,
        BUILD_INFO,
        TrustedProxies,
        Transactions,
        TenantLimits,
        KeyStore,
        SecretVault,
        SecretRotation,
        Signals,
        SignalHandlers,
        FeedStore,
        FeedTail,
        ...EVENTS,
        DatabaseConnections,
        MetricsRegistry,
        KeyStore,
      ],
    };
  }
}
