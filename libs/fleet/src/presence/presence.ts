import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, newId } from '@legator/core';
import type { HostConnections, Inventory, Level, Vitals } from '@legator/contracts';
import { healthOf } from '../health.js';
import { InventoryWriter } from '../inventory/inventory-writer.js';
import { ConnectionsWriter } from '../neighbours/connections-writer.js';
import { storable } from '../storable.js';
import type { Beat } from './beat.store.js';
import type { LinkFact } from './link-state.js';
import { LinkedProbes } from './linked-probes.js';
import type { LinkedProbe } from './linked-probes.js';
import { PresenceFlush } from './presence-flush.js';

export interface PresentProbe {
  readonly probeId: string;
  readonly tenantId: string;
}

export interface ConnectionFacts {
  /** When it happened, by the control plane's clock. */
  readonly at: Date;
  /** The peer's address, without the port. */
  readonly address: string;
  readonly version: string;
  /** What the probe said in its hello; an upstream probe says nothing of it. */
  readonly ceiling?: Level;
  readonly capabilities?: unknown;
}

export interface DisconnectionFacts {
  readonly at: Date;
  /** What `connected` gave back. The end of a connection that was replaced changes nothing. */
  readonly connection: string;
  /** `closed`: the line was ended; `gone`: no pong for too long; `shutdown`: we are leaving, the probe is not. */
  readonly reason: 'closed' | 'gone' | 'shutdown';
}

/** Facts kept for one probe while the database is away; beyond it, comings and goings in the middle are dropped. */
const MAX_FACTS = 16;

/** In a storm of reconnecting probes this makes hundreds of transactions a few. */
const SETTLE_MS = 50;

/** How long a probe may be without a connection before it counts as offline. */
export const GRACE_MS = 5_000;

/** A beat older than this has no day to be kept in. */
const TOO_OLD_MS = 20 * 3_600_000;

/**
 * Who is here and how they are. Told by the gateway at the speed of the wire, written in batches about once a second;
 * a signal is recorded in the same transaction as the status it reports.
 *
 * While the database is away the newest of each probe is kept in memory and written when it is back: freshness is
 * lost, truth is not.
 */
@Injectable()
export class Presence implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('presence');
  private facts = new Map<string, LinkFact[]>();
  private beats = new Map<string, Beat>();
  private readonly leaving = new Map<string, number>();
  private readonly background = new Background('presence', () => this.turn(), 1_000, SETTLE_MS);
  private beatsFlushedAt = -Infinity;
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly linked: LinkedProbes,
    private readonly writer: PresenceFlush,
    private readonly inventories: InventoryWriter,
    private readonly neighbours: ConnectionsWriter,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
    await this.flush().catch((error: Error) =>
      this.logger.warn(`The last beats were not written: ${error.message}`),
    );
  }

  /** A connection is open and its probe proven. @returns its id, to be given back when it ends */
  connected(probe: PresentProbe, facts: ConnectionFacts): string {
    const { probeId, tenantId } = probe;
    const before = this.linked.get(probeId);
    const since = facts.at.getTime();
    const link: LinkedProbe = {
      probeId,
      tenantId,
      connection: newId(),
      since,
      address: storable(facts.address).slice(0, 64),
      version: storable(facts.version).slice(0, 64),
      ceiling: facts.ceiling,
      capabilities: storable(facts.capabilities),
    };
    this.linked.set(probeId, link);
    this.leaving.delete(probeId);
    this.add(probeId, { kind: 'connected', at: since, link, replaces: before?.address });
    return link.connection;
  }

  /** A connection has ended. */
  disconnected({ probeId }: PresentProbe, { at, connection, reason }: DisconnectionFacts): void {
    if (this.linked.get(probeId)?.connection !== connection) return;
    this.linked.delete(probeId);
    if (reason === 'shutdown') return;
    this.add(probeId, { kind: 'disconnected', at: at.getTime(), connection, reason });
    if (reason === 'closed') this.leaving.set(probeId, at.getTime() + GRACE_MS);
  }

  /** The host is alive and this busy. `at` is when we heard it, by our clock. From a probe that is not connected: ignored. */
  beat({ probeId }: PresentProbe, vitals: Vitals, at: Date): void {
    const link = this.linked.get(probeId);
    const now = this.clock.now().getTime();
    const heard = Math.min(at.getTime(), now);
    if (!link || now - heard > TOO_OLD_MS) return;
    const waiting = this.beats.get(probeId);
    if (waiting && waiting.at > heard) return;
    this.beats.set(probeId, { link, at: heard, vitals: cleaned(vitals), health: healthOf(vitals) });
  }

  /** What the host is made of. Resolves when it is stored; rejects when it could not be. */
  inventory(probe: PresentProbe, inventory: Inventory, at = this.clock.now()): Promise<void> {
    return this.inventories.add({ probeId: probe.probeId, inventory: storable(inventory), at });
  }

  /** Whom the host talks to. Resolves when it is stored; rejects when it could not be. */
  connections(probe: PresentProbe, connections: HostConnections, at = this.clock.now()): Promise<void> {
    return this.neighbours.add({ probeId: probe.probeId, connections: storable(connections), at });
  }

  /** Writes all that waits now. */
  flush(): Promise<void> {
    this.flushing = this.flushing.catch(() => undefined).then(() => this.write(true));
    return this.flushing;
  }

  private async turn(): Promise<void> {
    this.flushing = this.flushing.catch(() => undefined).then(() => this.write(false));
    await this.flushing;
  }

  private async write(all: boolean): Promise<void> {
    this.endGraces();
    await this.writeFacts();
    if (!all && this.clock.monotonic() - this.beatsFlushedAt < 900) return;
    this.beatsFlushedAt = this.clock.monotonic();
    await this.writeBeats();
    if (this.facts.size > 0) await this.writeFacts();
  }

  private async writeFacts(): Promise<void> {
    if (this.facts.size === 0) return;
    const taken = this.facts;
    this.facts = new Map();
    const unwritten = new Map(taken);
    try {
      for await (const { done, missing } of this.writer.facts(taken)) {
        for (const id of done) unwritten.delete(id);
        for (const id of missing) this.forget(id);
      }
    } catch (error) {
      for (const [id, facts] of unwritten)
        this.facts.set(id, shorten([...facts, ...(this.facts.get(id) ?? [])]));
      throw error;
    }
  }

  private async writeBeats(): Promise<void> {
    if (this.beats.size === 0) return;
    const taken = this.beats;
    this.beats = new Map();
    const unwritten = new Map(taken);
    try {
      for await (const { done, moved, missing } of this.writer.beats([...taken.values()])) {
        for (const id of done) unwritten.delete(id);
        for (const id of missing) this.forget(id);
        for (const id of moved) this.addHeard(taken.get(id)!);
      }
    } catch (error) {
      for (const [id, beat] of unwritten) if (!this.beats.has(id)) this.beats.set(id, beat);
      throw error;
    }
  }

  private addHeard({ link, at, health }: Beat): void {
    if (this.linked.get(link.probeId)?.connection !== link.connection) return;
    this.add(link.probeId, { kind: 'heard', at, link, health });
  }

  private add(probeId: string, fact: LinkFact): void {
    const waiting = this.facts.get(probeId);
    if (waiting) this.facts.set(probeId, shorten([...waiting, fact]));
    else this.facts.set(probeId, [fact]);
    this.background.wake();
  }

  private endGraces(): void {
    const now = this.clock.now().getTime();
    for (const [probeId, until] of this.leaving) {
      if (until > now) continue;
      this.leaving.delete(probeId);
      this.facts.set(probeId, [...(this.facts.get(probeId) ?? []), { kind: 'silent', at: until }]);
    }
  }

  private forget(probeId: string): void {
    this.linked.delete(probeId);
    this.leaving.delete(probeId);
    this.beats.delete(probeId);
    this.writer.evict(probeId);
  }
}

/** The first says how it began and the last ones how it is; a flapping probe may lose what was in between. */
function shorten(facts: LinkFact[]): LinkFact[] {
  return facts.length <= MAX_FACTS ? facts : [facts[0]!, ...facts.slice(facts.length - MAX_FACTS + 1)];
}

/** The one text in it; thousands of beats a second are not walked through for the rest. */
function cleaned(vitals: Vitals): Vitals {
  const { fullestMount } = vitals;
  return fullestMount ? { ...vitals, fullestMount: storable(fullestMount) } : vitals;
}
