import { Logger, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loadReaders } from '@legator/shell';
import { AgentRuntime } from './runtime.js';
import { ConfigStore } from './config/config-store.js';
import { readSettings, type Settings } from './config/config-settings.js';
import { Containment } from './containment/containment.js';
import { Limiter } from './limits/limiter.js';
import { limitsOf } from './limits/run-limits.js';
import { Reserve } from './journal/reserve.js';
import { lockData } from './data-lock.js';
import { HostTicker, Ticker } from './ticker.js';
import { startAgent } from './start-agent.js';

export const SETTINGS = Symbol('settings');

/** Starts the agent with the application and ends it with it: commands first, the data folder last. */
export class ProbeLife implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('probe');
  private runtime: AgentRuntime | undefined;
  private containment: Containment | undefined;
  private unlock: (() => void) | undefined;
  private stopTrying: (() => void) | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly store: ConfigStore,
    private readonly ticker: Ticker,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const config = this.store.load();
    // Without it the probe still runs plain commands, and takes every line, and what holds one, for unknown.
    await loadReaders().catch((reason: unknown) =>
      this.log.error('Command lines cannot be read here', reason),
    );
    const { dataDir } = this.settings;
    // A probe that is restarted because the disk is full has to start on it.
    this.unlock = new Reserve(dataDir).use(() => lockData(dataDir));
    const { store, settings, ticker } = this;
    const containment = new Containment([settings.configDir, settings.dataDir]);
    await containment.check();
    this.containment = containment;
    const limiter = Limiter.find(limitsOf(config.limits), ticker);
    this.runtime = startAgent({ config, store, settings, ticker, containment, limiter });
    this.stopTrying = containment.watch(ticker, () =>
      this.runtime?.greetAnew(containment.works ? 'the sandbox works' : 'the sandbox does not work'),
    );
    this.log.log(`Probe ${config.probe_id} for ${config.server_url}, protocol ${config.protocol}`);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopTrying?.();
    await this.runtime?.stop();
    this.containment?.stop();
    this.unlock?.();
  }
}

/** The probe: an application context and nothing more. */
@Module({
  providers: [
    { provide: SETTINGS, useFactory: () => readSettings({}) },
    { provide: Ticker, useClass: HostTicker },
    {
      provide: ConfigStore,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new ConfigStore(settings.configDir),
    },
    {
      provide: ProbeLife,
      inject: [SETTINGS, ConfigStore, Ticker],
      useFactory: (settings: Settings, store: ConfigStore, ticker: Ticker) =>
        new ProbeLife(settings, store, ticker),
    },
  ],
})
export class ProbeModule {}
