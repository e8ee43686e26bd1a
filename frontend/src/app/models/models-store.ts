import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { ModelProfileView, ModelTest } from '../core/api/models';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { ModelsApi } from './models-api';

/** What became of the last test of a profile on this page. */
export type Tried =
  | { readonly state: 'testing' }
  | { readonly state: 'done'; readonly test: ModelTest }
  | { readonly state: 'refused'; readonly error: ApiError };

/** How often a profile was asked in the last day, tests among it. */
export interface Recent {
  readonly requests: number;
  readonly errors: number;
}

/** The models of a tenant and how they are asked. Whoever may not look after them sees who answers, and no more. */
@Injectable()
export class ModelsStore {
  private readonly api = inject(ModelsApi);
  private readonly session = inject(Session);
  private readonly trials = signal<Readonly<Record<string, Tried>>>({});

  readonly mayManage = computed(() => this.session.shows('settings:manage'));
  readonly maySetBoundary = computed(() => this.session.may('data_boundary:manage'));
  readonly profiles = new Loaded(() => this.api.profiles());
  readonly settings = new Loaded(() => this.api.settings());
  readonly whoAnswers = new Loaded(() => this.api.active());
  private readonly day = new Loaded(() => this.api.usage('24h'));
  readonly tried = this.trials.asReadonly();

  readonly active = computed<ModelProfileView | undefined>(() =>
    this.mayManage()
      ? this.profiles.value()?.find(({ is_active }) => is_active)
      : this.whoAnswers.value()?.now?.profile,
  );
  /** What the active one may see. */
  readonly boundary = computed(() => {
    if (!this.mayManage()) return this.whoAnswers.value()?.now?.boundary;
    return this.active()?.is_local ? 'full' : this.settings.value()?.boundary;
  });
  readonly recent = computed<ReadonlyMap<string, Recent>>(() => {
    const byProfile = new Map<string, Recent>();
    for (const { profile_id: id, requests, errors } of this.day.value()?.usage ?? []) {
      const before = byProfile.get(id) ?? { requests: 0, errors: 0 };
      byProfile.set(id, { requests: before.requests + requests, errors: before.errors + errors });
    }
    return byProfile;
  });

  constructor() {
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['models.'], () => this.load()));
    void this.load();
  }

  async load(): Promise<void> {
    if (!this.mayManage()) return this.whoAnswers.load();
    await Promise.all([this.profiles.load(), this.settings.load(), this.day.load()]);
  }

  profile(id: string): ModelProfileView | undefined {
    return this.profiles.value()?.find((one) => one.id === id);
  }

  /** Asks the model for a word; never rejects. It counts as usage, so what was spent is read again. */
  async test(id: string): Promise<void> {
    if (this.trials()[id]?.state === 'testing') return;
    this.note(id, { state: 'testing' });
    try {
      this.note(id, { state: 'done', test: await this.api.test(id) });
    } catch (cause) {
      this.note(id, { state: 'refused', error: toApiError(cause) });
    }
    await Promise.all([this.day.load(), this.settings.load()]);
  }

  /** What was said of a profile before it was changed says nothing of it now. */
  forget(id: string): void {
    this.trials.update(({ [id]: _gone, ...rest }) => rest);
  }

  private note(id: string, tried: Tried): void {
    this.trials.update((all) => ({ ...all, [id]: tried }));
  }
}
