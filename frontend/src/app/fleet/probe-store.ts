import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { AuditApi } from '../audit/audit-api';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { FleetApi } from './fleet-api';

/** One probe and what was last written about it, kept fresh by the live feed. */
@Injectable()
export class ProbeStore {
  private readonly api = inject(FleetApi);
  private readonly audit = inject(AuditApi);
  private readonly id = signal('');

  readonly probe = new Loaded(() => this.api.get(this.id()));
  /** On its own, so that a trail that fails never takes the page down. */
  readonly activity = new Loaded(() => this.audit.list({ probeId: this.id(), limit: 12 }));
  readonly entries = computed(() => this.activity.value()?.events ?? []);

  constructor() {
    const end = inject(LiveFeed).watch(['probe.', 'inventory.', 'command.', 'approval.'], () => this.load());
    inject(DestroyRef).onDestroy(end);
  }

  async show(id: string): Promise<void> {
    this.probe.clear();
    this.activity.clear();
    this.id.set(id);
    await this.load();
  }

  async load(): Promise<void> {
    await Promise.all([this.probe.load(), this.activity.load()]);
  }
}
