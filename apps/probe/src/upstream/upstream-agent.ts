import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import {
  Level,
  UPSTREAM_KINDS,
  UPSTREAM_TIMING,
  UpstreamCommand,
  UpstreamEnvelope,
  UpstreamKeyRotation,
  UpstreamPolicy,
  type Vitals,
} from '@legator/contracts';
import type { ProbeConfig } from '../config/probe-config.js';
import type { HostPolicy } from '../dispatches/host-policy.js';
import type { InventoryReporter } from '../inventory/inventory-reporter.js';
import type { Lifeline, LifelineListener } from '../link/lifeline.js';
import type { AgentRuntime } from '../runtime.js';
import type { Ticker } from '../ticker.js';
import type { UpstreamCommands } from './upstream-commands.js';

export interface UpstreamParts {
  probeId: string;
  lifeline: Lifeline;
  commands: UpstreamCommands;
  policy: HostPolicy;
  inventory: InventoryReporter;
  readVitals: () => Promise<Vitals>;
  /** Changes the config file and what is used of it from now on; throws when it cannot be written. */
  save: (changes: Partial<ProbeConfig>) => void;
  ticker: Ticker;
}

/**
 * The probe on a link of protocol 1, as an upstream control plane expects it. Only commands can be signed there, so
 * everything else that would change this host's behaviour stays within its ceiling, and updates are refused.
 */
export class UpstreamAgent implements LifelineListener, AgentRuntime {
  private readonly log = new Logger('probe');
  private stops: (() => void)[] = [];
  private connectedSince: Date | undefined;

  constructor(private readonly parts: UpstreamParts) {}

  start(): void {
    this.parts.lifeline.start(this);
  }

  async stop(): Promise<void> {
    await this.parts.commands.stop();
    this.parts.lifeline.stop();
  }

  /** This protocol has no hello. */
  greetAnew(): void {}

  state(): ReturnType<AgentRuntime['state']> {
    return {
      connected_since: this.connectedSince?.toISOString() ?? null,
      last_welcome: null,
      running: this.parts.commands.running(),
      unacknowledged: 0,
      trouble: null,
      level: this.parts.policy.level,
    };
  }

  opened(): void {
    const { lifeline, inventory, ticker } = this.parts;
    lifeline.established();
    this.connectedSince = ticker.now();
    this.log.log(`Connected by protocol 1; ${this.parts.policy.level} runs here`);
    this.stops = [inventory.start(), ticker.every(UPSTREAM_TIMING.heartbeatMs, () => void this.beat())];
  }

  text(text: string): void {
    const envelope = readEnvelope(text);
    if (!envelope) return this.log.warn('Ignoring a message that is no envelope');
    const kind = UPSTREAM_KINDS[envelope.type as keyof typeof UPSTREAM_KINDS];
    if (kind?.from !== 'control') return;
    const payload = kind.payload.safeParse(envelope.payload);
    if (payload.success) this.handle(envelope, payload.data);
    else this.log.warn(`Ignoring a ${envelope.type} that does not fit its schema`);
  }

  closed(): void {
    this.connectedSince = undefined;
    for (const stop of this.stops) stop();
    this.stops = [];
  }

  /** Sends one envelope; false when the line is down. */
  send(type: string, payload?: object): boolean {
    const timestamp = this.parts.ticker.now().toISOString();
    return this.parts.lifeline.send(JSON.stringify({ id: randomUUID(), type, timestamp, payload }));
  }

  private handle(envelope: UpstreamEnvelope, payload: unknown): void {
    switch (envelope.type) {
      case 'command':
        return this.parts.commands.run(envelope, payload as UpstreamCommand);
      case 'policy_update':
        return this.adopt(payload as UpstreamPolicy);
      case 'key_rotation':
        return this.rotate(payload as UpstreamKeyRotation);
      case 'update':
        return this.refuseUpdate(envelope.id);
      case 'ping':
        return void this.send('pong');
    }
  }

  private adopt({ policy_id, level, allowed, blocked }: UpstreamPolicy): void {
    const { policy, commands } = this.parts;
    // A level nobody knows allows the least.
    const known = Level.catch('observe').parse(level);
    policy.adopt(known);
    commands.rules = { allowed, blocked };
    this.keep({ policy_id, policy_level: known, policy_allowed: allowed, policy_blocked: blocked });
  }

  /** Saved first: a key that is lost at a restart would lock this host out. */
  private rotate({ new_key }: UpstreamKeyRotation): void {
    this.keep({ api_key: new_key });
  }

  private keep(changes: Partial<ProbeConfig>): void {
    try {
      this.parts.save(changes);
    } catch (error) {
      this.log.error(`The config could not be written: ${(error as Error).message}`);
    }
  }

  private refuseUpdate(id: string): void {
    const message =
      'update refused: on this protocol an update is not signed, so this probe does not take it';
    this.log.warn(message);
    const nothing = { stderr: '', duration_ms: 0, truncated: false };
    this.send('command_result', { request_id: id, exit_code: 1, stdout: message, ...nothing });
  }

  private async beat(): Promise<void> {
    const vitals = await this.parts.readVitals().catch((): Vitals => ({}));
    this.send('heartbeat', {
      probe_id: this.parts.probeId,
      uptime_seconds: vitals.uptimeSeconds ?? 0,
      load_avg: vitals.load ?? [0, 0, 0],
      mem_used_bytes: vitals.memoryUsed ?? 0,
      mem_total_bytes: vitals.memoryTotal ?? 0,
      disk_used_bytes: vitals.diskUsed ?? 0,
      disk_total_bytes: vitals.diskTotal ?? 0,
    });
  }
}

function readEnvelope(text: string): UpstreamEnvelope | undefined {
  try {
    return UpstreamEnvelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
