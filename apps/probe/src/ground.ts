import type { ConfigStore } from './config/config-store.js';
import type { ProbeConfig } from './config/probe-config.js';
import type { Settings } from './config/config-settings.js';
import type { Containment } from './containment/containment.js';
import type { Limiter } from './limits/limiter.js';
import type { HostFacts } from './inventory/collect.js';
import type { judgeArgv, judgeLine } from '@legator/shell';
import type { ReconnectPolicy } from '@legator/wire';
import type { Ticker } from './ticker.js';

/** One version of the judgement. */
export interface Reading {
  readonly version: string;
  readonly argv: typeof judgeArgv;
  readonly line: typeof judgeLine;
}

/** What an agent of either protocol is built on. */
export interface Ground {
  config: ProbeConfig;
  store: ConfigStore;
  settings: Settings;
  ticker: Ticker;
  /** What commands that only look are held in, where it works. */
  containment: Containment;
  /** What holds commands that change something to limits; those that need nothing of the host when left out. */
  limiter?: Limiter;
  /** How it reads commands, and in which version; as it was built when left out. */
  reading?: Reading;
  /** How patiently it comes back after a loss; the protocol's own patience when left out. */
  reconnect?: ReconnectPolicy;
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
