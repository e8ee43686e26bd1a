import { Injectable, computed, inject, signal } from '@angular/core';
import type { AuditEntryDetail, AuditEvent } from '../core/api/models';
import { Loaded } from '../core/loaded';
import { AuditApi } from './audit-api';
import { AuditStore } from './audit-store';

/** The entry that is open: what the list knows of it at once, the rest when it comes. */
@Injectable()
export class OpenedEntry {
  private readonly api = inject(AuditApi);
  private readonly store = inject(AuditStore);
  private readonly wanted = signal('');
  private readonly detail = new Loaded(() => this.api.entry(this.wanted()));

  readonly error = this.detail.error;
  readonly entry = computed<AuditEntryDetail | AuditEvent | undefined>(
    () => this.detail.value() ?? this.store.entries()[this.place()],
  );
  private readonly place = computed(() => this.store.entries().findIndex(({ id }) => id === this.wanted()));
  readonly newer = computed(() =>
    this.place() > 0 ? this.store.entries()[this.place() - 1]?.id : undefined,
  );
  readonly older = computed(() =>
    this.place() >= 0 ? this.store.entries()[this.place() + 1]?.id : undefined,
  );

  async open(id: string): Promise<void> {
    if (id !== this.wanted()) this.detail.clear();
    this.wanted.set(id);
    await this.load();
  }

  load(): Promise<void> {
    return this.detail.load();
  }

  /** It was sealed in the list meanwhile: then its place in the chain can be had. */
  async renew(): Promise<void> {
    const detail = this.detail.value();
    if (detail && !detail.sealed && this.store.entries()[this.place()]?.sealed) await this.load();
  }
}
