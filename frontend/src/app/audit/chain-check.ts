import { Injectable, inject, signal } from '@angular/core';
import { Loaded } from '../core/loaded';
import { AuditApi } from './audit-api';

/** The verification of the chain: at most one at a time, and how long it took as seen from here. */
@Injectable({ providedIn: 'root' })
export class ChainCheck {
  private readonly api = inject(AuditApi);
  private readonly began = signal(0);
  private readonly took = signal(0);
  private readonly kept = signal<string | undefined>(undefined);

  readonly result = new Loaded(() => this.api.verify(this.kept()));
  /** Milliseconds since 1970. */
  readonly startedAt = this.began.asReadonly();
  readonly tookMs = this.took.asReadonly();
  /** The last one was compared with a checkpoint kept elsewhere. */
  readonly isCompared = signal(false);

  /** @param checkpoint the line of one kept elsewhere */
  async run(checkpoint?: string): Promise<void> {
    if (this.result.loading()) return;
    this.kept.set(checkpoint);
    this.began.set(Date.now());
    await this.result.load();
    this.took.set(Date.now() - this.began());
    this.isCompared.set(checkpoint !== undefined && this.result.error() === undefined);
  }
}
