import { computed, signal } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import type { RolloutView } from '../core/api/models';
import type { RunTargetProbe } from './many-run';
import type { CommandWish, RunApi } from './run-api';

export type RolloutPhase = 'sending' | 'unknown' | 'refused' | 'missing' | 'known';

const LOOK_MS = 1_000;
/** While nothing moves by itself. */
const LOOK_SELDOM_MS = 4_000;
const OVER: readonly RolloutView['state'][] = ['succeeded', 'failed', 'stopped', 'denied', 'canceled'];

/** How an address names rollouts, to tell them from other runs. */
export const ROLLOUT_NAME = 'rollout-';

/** A command that goes over many hosts in waves. The control plane moves it on; here it is looked at, and held. */
export class RolloutRun {
  readonly kind = 'rollout';
  private readonly now = signal<RolloutPhase>('sending');
  private readonly seen = signal<RolloutView | undefined>(undefined);
  private readonly failure = signal<ApiError | undefined>(undefined);
  private readonly away = signal(false);
  private readonly doing = signal<'pause' | 'resume' | 'stop' | undefined>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  readonly phase = this.now.asReadonly();
  readonly view = this.seen.asReadonly();
  readonly error = this.failure.asReadonly();
  /** The last look at it found nobody. */
  readonly isAway = this.away.asReadonly();
  readonly busy = this.doing.asReadonly();
  readonly line = computed(() => {
    const view = this.seen();
    return view ? (view.line ?? view.argv.join(' ')) : (this.wish?.line ?? '');
  });
  /** Hosts for which it is over, of those that there are. */
  readonly progress = computed(() => {
    const counts = this.seen()?.counts;
    if (!counts) return { done: 0, all: this.probes.length };
    return { done: counts.total - counts.waiting - counts.running - counts.not_run, all: counts.total };
  });
  readonly isOver = computed(() => {
    const state = this.seen()?.state;
    return ['refused', 'missing'].includes(this.now()) || (state !== undefined && OVER.includes(state));
  });

  constructor(
    private readonly api: RunApi,
    readonly id: string,
    readonly probes: readonly RunTargetProbe[],
    private readonly wish?: CommandWish,
  ) {}

  /** Finds one again that an address names. */
  static again(api: RunApi, name: string): RolloutRun {
    const run = new RolloutRun(api, name, []);
    void run.look(name.slice(ROLLOUT_NAME.length));
    return run;
  }

  /** Sends it. Only a person calls this a second time: with the same key it is the same rollout. */
  async send(): Promise<void> {
    if (!this.wish) return;
    this.now.set('sending');
    this.failure.set(undefined);
    try {
      const ids = this.probes.map(({ id }) => id);
      const { rollout } = await this.api.runMany(ids, this.id, this.wish);
      if (rollout) this.take(rollout);
    } catch (cause) {
      const error = toApiError(cause);
      this.failure.set(error);
      this.now.set(error.status === 0 || error.status >= 500 ? 'unknown' : 'refused');
    }
  }

  /** Nothing more begins until it is resumed. */
  pause(): Promise<void> {
    return this.change('pause', (id) => this.api.pause(id));
  }

  /** `anyway`: however the hosts of the last wave are. */
  resume(anyway = false): Promise<void> {
    return this.change('resume', (id) => this.api.resume(id, anyway));
  }

  /** For good. */
  stop(): Promise<void> {
    return this.change('stop', (id) => this.api.stop(id));
  }

  private async change(what: 'pause' | 'resume' | 'stop', work: (id: string) => Promise<RolloutView>) {
    const id = this.seen()?.id;
    if (id === undefined || this.doing()) return;
    this.doing.set(what);
    this.failure.set(undefined);
    try {
      this.take(await work(id));
    } catch (cause) {
      this.failure.set(toApiError(cause));
      // It may have ended meanwhile: looking says so.
      void this.look(id);
    } finally {
      this.doing.set(undefined);
    }
  }

  private async look(id: string): Promise<void> {
    const turn = ++this.turn;
    try {
      const view = await this.api.rollout(id);
      // What a button brought meanwhile is newer.
      if (turn === this.turn) this.take(view);
    } catch (cause) {
      if (turn !== this.turn) return;
      if (toApiError(cause).status === 404) return this.now.set('missing');
      this.away.set(true);
      this.lookLater(id, LOOK_SELDOM_MS);
    }
  }

  private take(view: RolloutView): void {
    this.turn++;
    this.away.set(false);
    this.seen.set(view);
    this.now.set('known');
    const isStill = view.state === 'paused' || view.state === 'pending_approval';
    if (!OVER.includes(view.state)) this.lookLater(view.id, isStill ? LOOK_SELDOM_MS : LOOK_MS);
  }

  private lookLater(id: string, ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(id), ms);
  }
}
