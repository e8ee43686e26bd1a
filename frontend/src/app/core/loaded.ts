import { computed, signal } from '@angular/core';
import { ApiError } from './api-error';
import { toApiError } from './api-errors';

/**
 * Something read from the API, with what a page needs to be honest about it: is it here, is it fresh, did the last
 * attempt fail. What was read stays until something newer replaces it; of overlapping reads only the last one counts.
 */
export class Loaded<T> {
  private readonly current = signal<T | undefined>(undefined);
  private readonly failure = signal<ApiError | undefined>(undefined);
  private readonly busy = signal(false);
  private turn = 0;

  readonly value = this.current.asReadonly();
  readonly error = this.failure.asReadonly();
  readonly loading = this.busy.asReadonly();
  readonly isFirst = computed(() => this.current() === undefined && this.failure() === undefined);

  constructor(private readonly read: () => Promise<T>) {}

  /** Never rejects: what went wrong is in `error`. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.busy.set(true);
    try {
      const value = await this.read();
      if (turn !== this.turn) return;
      this.current.set(value);
      this.failure.set(undefined);
    } catch (cause) {
      if (turn === this.turn) this.failure.set(toApiError(cause));
    } finally {
      if (turn === this.turn) this.busy.set(false);
    }
  }

  /** For another subject: what was there is forgotten, and an answer still under way does not count. */
  clear(): void {
    this.turn++;
    this.current.set(undefined);
    this.failure.set(undefined);
    this.busy.set(false);
  }

  /** Waits no longer: what was there stays, and an answer still under way does not count. */
  cancel(): void {
    if (!this.busy()) return;
    this.turn++;
    this.busy.set(false);
    this.failure.set(new ApiError('console.cancelled', 'Loading was cancelled.', 0));
  }

  change(update: (value: T) => T): void {
    const value = this.current();
    if (value !== undefined) this.current.set(update(value));
  }
}
