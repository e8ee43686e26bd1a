import { DestroyRef, Injectable, computed, effect, inject, untracked } from '@angular/core';
import { Api } from './api-client';
import { approvalsList } from './api/fn/approvals/approvals-list';
import { LiveFeed } from './live/live-feed';
import { Loaded } from './loaded';
import { Session } from './session';

/** More than these nobody counts. */
const COUNTED = 100;
/** An end that no event tells of, such as a second person's right that was taken away. */
const DRIFT_MS = 60_000;

/** How many requests wait for this person, for what is always on the screen. Nothing until it is known. */
@Injectable({ providedIn: 'root' })
export class ApprovalsWaiting {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly found = new Loaded(() =>
    this.api.call(approvalsList({ waiting_for: 'me', limit: COUNTED })),
  );

  readonly forMe = computed(() => this.found.value()?.approvals.length);
  /** Which one ends first. */
  readonly next = computed(
    () =>
      [...(this.found.value()?.approvals ?? [])].sort((a, b) => a.expires_at.localeCompare(b.expires_at))[0],
  );

  constructor() {
    const isTheirs = computed(() => this.session.may('approval:write') && this.session.may('approval:read'));
    effect(() => {
      if (isTheirs()) untracked(() => void this.found.load());
    });
    const again = () => (isTheirs() ? this.found.load() : Promise.resolve());
    const end = inject(LiveFeed).watch(['approval.', 'breakglass.'], again);
    const timer = setInterval(() => {
      if (!document.hidden) void again();
    }, DRIFT_MS);
    inject(DestroyRef).onDestroy(() => {
      end();
      clearInterval(timer);
    });
  }
}
