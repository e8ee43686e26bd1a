import { Injectable, inject } from '@angular/core';
import type { AuditEvent, Level, ProbeDetail, ProbeView, TokenView } from '../app/core/api/models';
import { makeTrail } from './audit-fixtures';
import { makeHosts, type DemoHost } from './demo-host';
import { DEMO_MODE } from './demo-mode';
import { inventoryOf, probeView } from './probe-fixtures';
import { Random } from './random';

/** What happened in the demo, as the live feed tells it. */
export interface DemoEvent {
  readonly type: string;
  readonly probeId?: string;
  readonly summary: string;
}

const EVERY_MS = 6_000;

/**
 * The control plane of the demo, in memory: what the routes read and change, and what the live feed hears. The same at every
 * start but for the time.
 */
@Injectable({ providedIn: 'root' })
export class DemoWorld {
  private readonly mode = inject(DEMO_MODE);
  private readonly random = new Random('what happens');
  private readonly listeners = new Set<(event: DemoEvent) => void>();
  private readonly startedAt = Date.now();
  private readonly hosts: Map<string, DemoHost>;
  private readonly tags = new Map<string, readonly string[]>();
  /** Newest first. */
  readonly trail: AuditEvent[];
  readonly tokens: TokenView[] = [];

  constructor() {
    const hosts = makeHosts(this.mode.probes, this.startedAt, this.mode.hostile);
    this.hosts = new Map(hosts.map((host) => [host.id, host]));
    this.trail = makeTrail(hosts, this.startedAt);
    if (!this.mode.still) setInterval(() => this.turn(), EVERY_MS);
  }

  /** Stands still when pictures are to be compared. */
  now(): number {
    return this.mode.still ? this.startedAt : Date.now();
  }

  probes(): ProbeView[] {
    return [...this.hosts.values()].map((host) => this.view(host));
  }

  probe(id: string): ProbeDetail | undefined {
    const host = this.hosts.get(id);
    if (!host) return undefined;
    const view = this.view(host);
    return host.status === 'pending' ? view : { ...view, inventory: inventoryOf(host, this.now()) };
  }

  host(id: string): DemoHost | undefined {
    return this.hosts.get(id);
  }

  setTags(id: string, tags: readonly string[]): void {
    this.tags.set(id, tags);
    this.happened({
      type: 'probe.tags_changed',
      probeId: id,
      summary: `Tags of ${this.nameOf(id)} were changed.`,
    });
  }

  /** What runs there without a person from now on. */
  setLevel(id: string, level: Level): void {
    const host = this.hosts.get(id);
    if (host) this.hosts.set(id, { ...host, level });
  }

  remove(id: string): void {
    this.happened({ type: 'probe.deleted', probeId: id, summary: `${this.nameOf(id)} was deleted.` });
    this.hosts.delete(id);
  }

  /** Writes a fact into the trail and tells whoever listens. */
  happened(event: DemoEvent): void {
    const { type, probeId, summary } = event;
    this.trail.unshift({
      id: crypto.randomUUID(),
      timestamp: new Date(this.now()).toISOString(),
      type,
      summary,
      tenant_id: 'default',
      actor: 'admin',
      actor_type: 'local',
      actor_id: 'local',
      ...(probeId ? { probe_id: probeId, subject: { type: 'probe', id: probeId } } : {}),
      sealed: false,
    });
    this.seal();
    for (const listener of this.listeners) listener(event);
  }

  /** @returns what ends it */
  listen(listener: (event: DemoEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private view(host: DemoHost): ProbeView {
    return probeView(host, this.tags.get(host.id) ?? host.tags, this.now());
  }

  /** All but the newest: it is being sealed at this moment. */
  private seal(): void {
    const open = this.trail.slice(1).findIndex(({ sealed }) => sealed) + 1;
    for (let at = open - 1; at >= 1; at--) {
      const entry = this.trail[at];
      const before = this.trail[at + 1];
      if (entry && before) this.trail[at] = { ...entry, sealed: true, index: (before.index ?? 0) + 1 };
    }
  }

  /** One machine leaves or comes back. */
  private turn(): void {
    const all = [...this.hosts.values()].filter(({ status }) => status === 'online' || status === 'offline');
    if (all.length === 0) return;
    const host = this.random.pick(all);
    const isBack = host.status === 'offline';
    this.hosts.set(host.id, { ...host, status: isBack ? 'online' : 'offline', lostAt: this.now() });
    const summary = isBack ? `${host.hostname} is back.` : `${host.hostname} has gone silent.`;
    this.happened({ type: isBack ? 'probe.recovered' : 'probe.offline', probeId: host.id, summary });
  }

  private nameOf(id: string): string {
    return this.hosts.get(id)?.hostname ?? id;
  }
}
