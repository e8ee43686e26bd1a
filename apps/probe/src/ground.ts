import type { ConfigStore } from './config/config-store.js';
import type { ProbeConfig } from './config/probe-config.js';
import type { Settings } from './config/config-settings.js';
import type { HostFacts } from './inventory/collect.js';
import type { Ticker } from './ticker.js';

/** What an agent of either protocol is built on. */
export interface Ground {
  config: ProbeConfig;
  store: ConfigStore;
  settings: Settings;
  ticker: Ticker;
}

/** A host keeps the name it was registered with. */
export function hostnameOf({ config, settings }: Ground): string {
  return config.hostname ?? settings.hostname;
}

/** What an inventory says of this host without looking. */
export function hostFacts(ground: Ground): HostFacts {
  const { settings, ticker } = ground;
  return { hostname: hostnameOf(ground), kubernetes: settings.kubernetes, now: ticker.now() };
}

/** Where the probe's socket is: the server's address with ws for http. */
export function socketUrl({ server_url, probe_id }: ProbeConfig): string {
  const base = server_url.replace(/^http/, 'ws').replace(/\/+$/, '');
  return `${base}/ws/probe?id=${encodeURIComponent(probe_id)}`;
}
