import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '@legator/core';
import { z } from 'zod';
import { LinkedProbes } from './presence/linked-probes.js';
import { ProbeChannel } from './probe-channel.js';

const TOPIC = 'fleet.evict';

const Eviction = z.object({
  probeId: z.string(),
  /** Only this connection; without it, whichever there is. */
  connection: z.string().optional(),
  code: z.int().min(1_000).max(4_999),
  reason: z.string(),
});
export type Eviction = z.infer<typeof Eviction>;

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
    this.unsubscribe = this.bus.subscribe(TOPIC, (text) => this.heard(text));
  }

  onApplicationShutdown(): void {
    this.unsubscribe?.();
  }

  /** After the line was down the bus says nothing at all; who must go then is found by what the next beats meet. */
  private heard(text: string): void {
    const eviction = read(text);
    if (eviction) this.evict(eviction);
  }

  private evict({ probeId, connection, code, reason }: Eviction): void {
    if (connection !== undefined && this.linked.get(probeId)?.connection !== connection) return;
    if (connection === undefined) this.linked.delete(probeId);
    this.channel.close(probeId, code, reason);
  }
}

function read(text: string): Eviction | undefined {
  try {
    return Eviction.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
