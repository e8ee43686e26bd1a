import { Injectable, Injector, effect, inject, untracked } from '@angular/core';
import { Activity, type WorkHandle } from '../core/activity';
import { keptForOwner } from '../core/kept';
import { LiveFeed } from '../core/live/live-feed';
import { endWords, isGoodEnd } from './command-end';
import { ManyRun, type KeptMany, type RunTargetProbe } from './many-run';
import { OneRun } from './one-run';
import { newRequestId } from './request-id';
import { ROLLOUT_NAME, RolloutRun } from './rollout-run';
import { ROLLOUT_WORDS } from './rollout-words';
import { RunApi, type CommandWish } from './run-api';
import { WORDS } from './run-words';

export type Run = OneRun | ManyRun | RolloutRun;

/** A run on so many probes can be named by its requests, so that a link to it works everywhere. */
const NAMED = 20;
/** Of those that have ended so many stay known, the last ones asked for. */
const KEPT_ENDED = 30;
const KEPT_RUNS = 5;
const KEPT_ITEMS = 1_000;

/** Everything that was begun or opened here. It is followed to its end, whether somebody looks or not. */
@Injectable({ providedIn: 'root' })
export class Runs {
  private readonly api = inject(RunApi);
  private readonly activity = inject(Activity);
  private readonly injector = inject(Injector);
  private readonly memory = keptForOwner<readonly KeptMany[]>('runs', [], isMemory);
  private readonly all = new Map<string, Run>();

  constructor() {
    inject(LiveFeed).onEvents(['command.', 'approval.'], ({ detail }) => {
      const id = detail['request_id'] ?? detail['approval_id'];
      if (typeof id !== 'string') return;
      for (const run of new Set(this.all.values())) {
        if (run.kind === 'many') run.heard(id);
        else if (run.kind === 'one') run.heardOf(id);
      }
    });
  }

  /** Begins it on these probes and answers at once; what comes of it is in the run. */
  start(probes: readonly RunTargetProbe[], wish: CommandWish): Run {
    const run = this.begun(newRequestId(), probes, wish);
    this.named(run);
    this.report(run, probes);
    void run.send().then(() => {
      if (run.kind === 'many') this.remember(run);
    });
    return run;
  }

  private begun(id: string, probes: readonly RunTargetProbe[], wish: CommandWish): Run {
    const [only] = probes;
    if (probes.length === 1 && only) return new OneRun(this.api, id, only.id, wish);
    return wish.rolling
      ? new RolloutRun(this.api, id, probes, wish)
      : new ManyRun(this.api, id, wish.line, probes, wish);
  }

  /** The run that an address names. Nothing when only the browser that began it knows its probes. */
  find(name: string): Run | undefined {
    const run = this.all.get(name) ?? (name.includes(',') ? this.listed(name) : this.opened(name));
    this.named(run, name);
    return run;
  }

  /** How an address names it. */
  nameOf(run: Run): string {
    if (run.kind === 'one') return run.id;
    if (run.kind === 'rollout') return this.named(run, run.view() && ROLLOUT_NAME + run.view()!.id);
    const requests = run.items().flatMap(({ requestId }) => requestId ?? []);
    const isNamed = requests.length > 1 && requests.length <= NAMED && run.phase() !== 'sending';
    return this.named(run, isNamed ? requests.join(',') : undefined);
  }

  private named(run: Run, name = run.id): string {
    // Asked for last, forgotten last.
    this.all.delete(name);
    this.all.set(name, run);
    this.forget();
    return name;
  }

  /** Outputs are large, and whoever asks for one again finds it at the control plane, by the same name. */
  private forget(): void {
    const ended = [...new Set([...this.all.values()].reverse())].filter(
      (run) => run.kind === 'one' && run.isOver() && !run.isWatched && run.view() !== undefined,
    );
    const old = new Set(ended.slice(KEPT_ENDED));
    for (const [name, run] of this.all) if (old.has(run)) this.all.delete(name);
  }

  private opened(id: string): Run {
    if (id.startsWith(ROLLOUT_NAME)) return RolloutRun.again(this.api, id);
    const found = this.memory.value().find((one) => one.id === id);
    if (found) return ManyRun.again(this.api, found);
    const run = new OneRun(this.api, id, undefined, undefined);
    void run.look();
    return run;
  }

  /** Only requests are known; probes and line come with them. */
  private listed(name: string): Run {
    const items = [...new Set(name.split(','))].slice(0, NAMED).map((id) => ['', id, id] as const);
    return ManyRun.again(this.api, { id: name, line: '', at: Date.now(), items });
  }

  private remember(run: ManyRun): void {
    const entry = run.keep();
    if (entry.items.length === 0 || entry.items.length > KEPT_ITEMS) return;
    this.memory.set([entry, ...this.memory.value().filter(({ id }) => id !== run.id)].slice(0, KEPT_RUNS));
  }

  private report(run: Run, probes: readonly RunTargetProbe[]): void {
    const where = probes.length === 1 ? (probes[0]?.name ?? '') : WORDS.probes(probes.length);
    const link = probes.length === 1 ? `/fleet/${encodeURIComponent(probes[0]?.id ?? '')}` : '/fleet';
    const query = { run: run.id };
    const handle = this.activity.begin({ text: `${run.line()} · ${where}`, mono: true, link, query });
    const following = effect(
      () => {
        if (this.tell(run, handle)) untracked(() => following.destroy());
      },
      { injector: this.injector, manualCleanup: true },
    );
  }

  private tell(run: Run, handle: WorkHandle): boolean {
    if (run.kind === 'one') return this.tellOne(run, handle);
    return run.kind === 'many' ? this.tellMany(run, handle) : this.tellRollout(run, handle);
  }

  private tellRollout(run: RolloutRun, handle: WorkHandle): boolean {
    const { done, all } = run.progress();
    const state = run.view()?.state;
    const detail = state ? `${ROLLOUT_WORDS.states[state]}, ${ROLLOUT_WORDS.progress(done, all)}` : '';
    if (run.isOver()) handle.end(state === 'succeeded' ? 'done' : 'failed', detail);
    else handle.report({ detail, ...(all > 0 ? { progress: done / all } : {}) });
    return run.isOver();
  }

  private tellOne(run: OneRun, handle: WorkHandle): boolean {
    const [phase, view] = [run.phase(), run.view()];
    const detail = WORDS.states[phase];
    if (!run.isOver()) handle.report({ detail });
    else if ((phase === 'done' || phase === 'never') && view)
      handle.end(isGoodEnd(view) ? 'done' : 'failed', endWords(view));
    else handle.end('failed', detail);
    return run.isOver();
  }

  private tellMany(run: ManyRun, handle: WorkHandle): boolean {
    const { done, begun, all } = run.counts();
    const detail = WORDS.many.progress(done, begun || all);
    if (!run.isOver()) {
      handle.report({ detail, ...(begun > 0 ? { progress: done / begun } : {}) });
      return false;
    }
    const isGood = run.groups().every(({ isGood }) => isGood) && done > 0;
    handle.end(isGood ? 'done' : 'failed', detail);
    return true;
  }
}

function isMemory(found: unknown): found is readonly KeptMany[] {
  return Array.isArray(found) && found.every((one: Partial<KeptMany> | null) => isKept(one));
}

function isKept(one: Partial<KeptMany> | null): boolean {
  return (
    typeof one?.id === 'string' &&
    typeof one.line === 'string' &&
    typeof one.at === 'number' &&
    Array.isArray(one.items) &&
    one.items.every((item) => Array.isArray(item) && item.every((part) => typeof part === 'string'))
  );
}
