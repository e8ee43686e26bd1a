import { computed, signal } from '@angular/core';
import { toApiError } from '../core/api-errors';
import type { ApiError } from '../core/api-error';
import type { FleetRow } from '../core/api/models';
import type { RunTarget } from '../core/run-command';
import type { RunTargetProbe } from './many-run';
import type { RunApi } from './run-api';

/** Most probes one request may address. */
const MOST = 20_000;
const PAGE = 500;

/** Which probes are meant, by name. A filter is resolved once: what joins the fleet afterwards is not among them. */
export class RunTargets {
  private readonly list = signal<readonly RunTargetProbe[]>([]);
  private readonly sum = signal(0);
  private readonly complete = signal(false);
  private readonly failure = signal<ApiError | undefined>(undefined);
  private turn = 0;

  readonly probes = this.list.asReadonly();
  readonly total = this.sum.asReadonly();
  readonly isComplete = this.complete.asReadonly();
  readonly error = this.failure.asReadonly();
  readonly ids = computed(() => this.list().map(({ id }) => id));
  /** Named, but in the fleet no more. */
  readonly missing = computed(() =>
    this.complete() && !this.isFilter ? this.sum() - this.list().length : 0,
  );
  readonly isFilter: boolean;

  constructor(
    private readonly api: RunApi,
    readonly target: RunTarget,
  ) {
    this.isFilter = 'q' in target;
    this.sum.set('q' in target ? target.total : new Set(target.probes).size);
  }

  /** Never rejects: what went wrong is in `error`. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.failure.set(undefined);
    this.list.set([]);
    try {
      for await (const rows of this.pages()) {
        if (turn !== this.turn) return;
        this.list.update((list) => [
          ...list,
          ...rows.map(({ id, hostname }) => ({ id, name: hostname || id })),
        ]);
      }
      if (turn === this.turn) this.complete.set(true);
    } catch (cause) {
      if (turn === this.turn) this.failure.set(toApiError(cause));
    }
  }

  private async *pages(): AsyncGenerator<readonly FleetRow[]> {
    const { target } = this;
    if ('probes' in target) {
      const ids = [...new Set(target.probes)];
      for (let at = 0; at < ids.length; at += PAGE) {
        yield (await this.api.rows({ ids: ids.slice(at, at + PAGE) })).rows;
      }
      return;
    }
    for (let cursor: string | undefined, found = 0; found < MOST;) {
      const page = await this.api.rows({ q: target.q, ...(cursor ? { cursor } : {}) });
      found += page.rows.length;
      this.sum.set(page.total);
      yield page.rows;
      if (!page.next_cursor) return;
      cursor = page.next_cursor;
    }
  }
}
