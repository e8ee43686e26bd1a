import { Logger, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AgentRuntime } from './runtime.js';
import { ConfigStore } from './config/config-store.js';
import { readSettings, type Settings } from './config/config-settings.js';
import { lockData } from './data-lock.js';
import { HostTicker, Ticker } from './ticker.js';
import { startAgent } from './start-agent.js';

export const SETTINGS = Symbol('settings');

/** Starts the agent with the application and ends it with it: commands first, the data folder last. */
export class ProbeLife implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('probe');
  private runtime: AgentRuntime | undefined;
  private unlock: (() => void) | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly store: ConfigStore,
    private readonly ticker: Ticker,
  ) {}

  onApplicationBootstrap(): void {
    const config = this.store.load();
    this.unlock = lockData(this.settings.dataDir);
    this.runtime = startAgent({ config, store: this.store, settings: this.settings, ticker: this.ticker });
    this.log.log(`Probe ${config.probe_id} for ${config.server_url}, protocol ${config.protocol}`);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runtime?.stop();
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
