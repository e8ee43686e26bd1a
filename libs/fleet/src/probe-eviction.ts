import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '@legator/core';
import { LinkedProbes } from './presence/linked-probes.js';
import { ProbeChannel } from './probe-channel.js';

const TOPIC = 'fleet.evict';

export interface Eviction {
  readonly probeId: string;
  /** Only this connection; without it, whichever there is. */
  readonly connection?: string;
  readonly code: number;
  readonly reason: string;
}

/** Asks every replica to end a probe's connection. Call it after the commit that made it so. */
export function announceEviction(bus: Bus, eviction: Eviction): void {
  bus.publish(TOPIC, JSON.stringify(eviction));
}

/** Ends connections on this replica that another part, here or elsewhere, found to be over. */
@Injectable()
export class ProbeEviction implements OnApplicationBootstrap, OnApplicationShutdown {
  private unsubscribe?: () => void;

  constructor(
    private readonly bus: Bus,
    private readonly channel: ProbeChannel,
    private readonly linked: LinkedProbes,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.bus.subscribe(TOPIC, (text) => this.evict(JSON.parse(text) as Eviction));
  }

  onApplicationShutdown(): void {
    this.unsubscribe?.();
  }

  private evict({ probeId, connection, code, reason }: Eviction): void {
    if (connection !== undefined && this.linked.get(probeId)?.connection !== connection) return;
    if (connection === undefined) this.linked.delete(probeId);
    this.channel.close(probeId, code, reason);
  }
}
