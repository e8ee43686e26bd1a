import { type Signal, type WritableSignal, computed, signal } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import type { CommandView, OneOfManyView } from '../core/api/models';
import { commandLine, endingOf } from './command-end';
import { groupOf, grouped, type ManyItem, type OutputGroup } from './output-groups';
import type { CommandWish, RunApi } from './run-api';
import { WORDS } from './run-words';

export interface RunTargetProbe {
  readonly id: string;
  readonly name: string;
}

/** What is kept of a run so that it is found again: `items` with their requests. */
export interface KeptMany {
  readonly id: string;
  readonly line: string;
  readonly at: number;
  readonly items: readonly (readonly [probeId: string, name: string, requestId: string])[];
}

export type ManyPhase = 'sending' | 'unknown' | 'refused' | 'missing' | 'running' | 'done';

const AT_ONCE = 4;
/** What no event told of is looked at this often, so many at a time. */
const SWEEP_MS = 5_000;
const SWEEP = 40;

/** The same command on many probes. Ends are heard of through the live feed and looked up; a slow sweep finds the rest. */
export class ManyRun {
  readonly kind = 'many';
  private readonly now = signal<ManyPhase>('sending');
  private readonly list = signal<readonly ManyItem[]>([]);
  private readonly known = signal<ReadonlyMap<string, OutputGroup>>(new Map());
  private readonly failure = signal<ApiError | undefined>(undefined);
  private readonly stopping = signal(false);
  private readonly queue = new Set<string>();
  private active = 0;
  private sweepAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly phase = this.now.asReadonly();
  readonly items = this.list.asReadonly();
  readonly error = this.failure.asReadonly();
  readonly isStopping = this.stopping.asReadonly();
  readonly open = computed(() =>
    this.list().filter(({ state }) => state === 'running' || state === 'waiting'),
  );
  readonly counts = computed(() => {
    const of = (state: ManyItem['state']) => this.list().filter((one) => one.state === state).length;
    const [done, running, waiting] = [of('done'), of('running'), of('waiting')];
    return { done, running, waiting, begun: done + running + waiting, all: this.list().length };
  });
  readonly groups = computed(() => grouped(this.list(), this.known()));
  /** Refused or skipped: they never began. */
  readonly held = computed(() =>
    this.list().filter(({ state }) => state === 'refused' || state === 'skipped'),
  );
  readonly isOver = computed(() => ['done', 'refused', 'missing'].includes(this.now()));
  readonly line: Signal<string>;
  private readonly text: WritableSignal<string>;
  readonly startedAt: number;

  constructor(
    private readonly api: RunApi,
    readonly id: string,
    line: string,
    probes: readonly RunTargetProbe[],
    private readonly wish?: CommandWish,
    startedAt = Date.now(),
  ) {
    this.startedAt = startedAt;
    this.text = signal(line);
    this.line = this.text.asReadonly();
    this.list.set(probes.map(({ id, name }) => ({ probeId: id, name, state: 'sending' })));
  }

  /** Finds it again: only the requests are known, each is looked up. */
  static again(api: RunApi, kept: KeptMany): ManyRun {
    const run = new ManyRun(api, kept.id, kept.line, [], undefined, kept.at);
    run.list.set(
      kept.items.map(([probeId, name, requestId]) => ({ probeId, name, requestId, state: 'running' })),
    );
    run.begin();
    return run;
  }

  /** Sends it. Only a person calls this a second time: with the same key it is the same request. */
  async send(): Promise<void> {
    if (!this.wish) return;
    this.now.set('sending');
    this.failure.set(undefined);
    try {
      const ids = this.list().map(({ probeId }) => probeId);
      const answer = await this.api.runMany(ids, this.id, this.wish);
      const answers = new Map(answer.results.map((one) => [one.probe_id, one]));
      this.list.update((items) => items.map((item) => answered(item, answers.get(item.probeId))));
      this.begin();
    } catch (cause) {
      const error = toApiError(cause);
      this.failure.set(error);
      this.now.set(error.status === 0 || error.status >= 500 ? 'unknown' : 'refused');
    }
  }

  /** Something was told about this request; if it is one of these it is looked up. */
  heard(requestId: string): void {
    if (this.open().some((item) => item.requestId === requestId)) this.lookUp([requestId]);
  }

  /** Asks every probe that still works on it to stop, and withdraws what waits. */
  async stop(): Promise<void> {
    this.stopping.set(true);
    const requests = this.open().flatMap(({ requestId }) => requestId ?? []);
    for (const requestId of requests) {
      try {
        this.take(requestId, await this.api.cancel(requestId));
      } catch {
        // Ended meanwhile, or cannot be stopped: looking it up tells which.
        this.lookUp([requestId]);
      }
    }
    this.stopping.set(false);
  }

  keep(): KeptMany {
    const items = this.list().flatMap(({ probeId, name, requestId }) =>
      requestId ? [[probeId, name, requestId] as const] : [],
    );
    return { id: this.id, line: this.text(), at: this.startedAt, items };
  }

  private begin(): void {
    this.now.set('running');
    this.settle();
    this.lookUp(
      this.open()
        .slice(0, SWEEP)
        .flatMap(({ requestId }) => requestId ?? []),
    );
    this.sweepLater();
  }

  private lookUp(requestIds: readonly string[]): void {
    for (const id of requestIds) this.queue.add(id);
    while (this.active < AT_ONCE && this.queue.size > 0) {
      const [next] = this.queue;
      if (next === undefined) return;
      this.queue.delete(next);
      this.active++;
      void this.read(next);
    }
  }

  private async read(requestId: string): Promise<void> {
    try {
      this.take(requestId, await this.api.find(requestId));
    } catch (cause) {
      // The next sweep asks again; what is not known any more will never end.
      if (toApiError(cause).status === 404)
        this.change(requestId, { state: 'refused', note: WORDS.gone.title });
    } finally {
      this.active--;
      this.settle();
      this.lookUp([]);
    }
  }

  private take(requestId: string, view: CommandView): void {
    this.learn(requestId, view);
    if (view.state === 'denied') {
      const note = view.reasons.map(({ text }) => text).join(' ') || WORDS.ends['denied'];
      return this.change(requestId, { state: 'refused', note });
    }
    if (view.state === 'pending_approval') return this.change(requestId, { state: 'waiting' });
    if (!['succeeded', 'failed', 'canceled'].includes(view.state))
      return this.change(requestId, { state: 'running' });
    const { neverRan, words } = endingOf(view);
    if (neverRan && !view.result) {
      this.change(requestId, { state: 'refused', note: words });
      return this.settle();
    }
    const group = groupOf(view);
    if (!this.known().has(group.key)) this.known.update((known) => new Map(known).set(group.key, group));
    this.change(requestId, { state: 'done', key: group.key });
    this.settle();
  }

  /** A link names requests alone; the line and the probes come with them. */
  private learn(requestId: string, view: CommandView): void {
    if (!this.text()) this.text.set(commandLine(view));
    const item = this.list().find((one) => one.requestId === requestId);
    if (item?.probeId !== '') return;
    this.change(requestId, { probeId: view.probe_id, name: view.probe_id });
    if (this.list().every(({ probeId }) => probeId !== '')) void this.learnNames();
  }

  private async learnNames(): Promise<void> {
    try {
      const { rows } = await this.api.rows({ ids: this.list().map(({ probeId }) => probeId) });
      const names = new Map(rows.map(({ id, hostname }) => [id, hostname]));
      this.list.update((items) =>
        items.map((item) => ({ ...item, name: names.get(item.probeId) || item.name })),
      );
    } catch {
      // The ids say it too.
    }
  }

  private change(requestId: string, change: Partial<ManyItem>): void {
    this.list.update((items) =>
      items.map((item) => (item.requestId === requestId ? { ...item, ...change } : item)),
    );
  }

  private settle(): void {
    if (this.now() !== 'running' || this.open().length > 0) return;
    clearTimeout(this.timer);
    this.now.set('done');
  }

  private sweepLater(): void {
    clearTimeout(this.timer);
    if (this.isOver()) return;
    this.timer = setTimeout(() => {
      const open = this.open().flatMap(({ requestId }) => requestId ?? []);
      if (this.sweepAt >= open.length) this.sweepAt = 0;
      this.lookUp(open.slice(this.sweepAt, this.sweepAt + SWEEP));
      this.sweepAt += SWEEP;
      this.sweepLater();
    }, SWEEP_MS);
  }
}

function answered(item: ManyItem, answer: OneOfManyView | undefined): ManyItem {
  if (!answer || answer.status === 'error')
    return {
      ...item,
      state: 'skipped',
      note: WORDS.many.errors[answer?.error ?? 'unknown probe'] ?? answer?.error ?? '',
    };
  const requestId = answer.request_id;
  if (answer.status === 'denied') return { ...item, requestId, state: 'refused', note: answer.message ?? '' };
  return { ...item, requestId, state: answer.status === 'pending_approval' ? 'waiting' : 'running' };
}
