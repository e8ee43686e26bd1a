import { signal } from '@angular/core';
import type { ApiError } from './api-error';
import { toApiError } from './api-errors';

/** What a form knows of its one call: whether it is under way, and what became of the last one. */
export class Sending {
  private readonly works = signal(false);
  private readonly refused = signal<ApiError | undefined>(undefined);
  readonly busy = this.works.asReadonly();
  readonly error = this.refused.asReadonly();

  /** One at a time. @returns the answer, or nothing when it was refused: then `error` says why */
  async send<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.works()) return undefined;
    this.works.set(true);
    this.refused.set(undefined);
    try {
      return await work();
    } catch (cause) {
      this.refused.set(toApiError(cause));
      return undefined;
    } finally {
      this.works.set(false);
    }
  }
}
