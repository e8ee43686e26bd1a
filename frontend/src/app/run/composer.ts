import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { RunTarget } from '../core/run-command';
import { RunApi, type CommandWish, type Rolling } from './run-api';
import { RunHistory } from './run-history';
import { RunPanel } from './run-panel';
import { RunTargets } from './run-targets';
import { Runs } from './runs';
import { toApiError } from '../core/api-errors';
import type { ApiError } from '../core/api-error';
import type { CommandPreview } from '../core/api/models';
import { verdictOf } from './verdict';
import { WORDS } from './run-words';
import { rollingOf, shareError } from './share-field';

/** Somebody types: the verdict is asked for when they pause. */
const PAUSE_MS = 300;
const LONGEST_S = 86_400;

/** A command that is being written, and what it would come to. Nothing has run while this exists. */
@Injectable()
export class Composer {
  private readonly api = inject(RunApi);
  private readonly runs = inject(Runs);
  private readonly panel = inject(RunPanel);
  private readonly history = inject(RunHistory);
  private readonly list = signal<RunTargets | undefined>(undefined);
  private readonly seen = signal<CommandPreview | undefined>(undefined);
  private readonly failure = signal<ApiError | undefined>(undefined);
  private readonly busy = signal(false);
  private readonly tried = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  private isFilled = false;

  readonly line = this.panel.draft;
  readonly seconds = signal('');
  readonly reason = signal('');
  /** What was typed about waves; empty fields say nothing. */
  readonly canary = signal('');
  readonly atATime = signal('');
  readonly errors = signal('');
  readonly targets = this.list.asReadonly();
  readonly preview = this.seen.asReadonly();
  readonly previewError = this.failure.asReadonly();
  /** The verdict is older than the line. */
  readonly isJudging = this.busy.asReadonly();
  readonly verdict = computed(() => {
    const preview = this.seen();
    return preview && verdictOf(preview);
  });
  readonly secondsError = computed(() => (timeoutOf(this.seconds()) === 'wrong' ? WORDS.timeout.wrong : ''));
  readonly isMany = computed(() => (this.list()?.ids().length ?? 0) > 1);
  readonly shareErrors = computed(() => ({
    canary: shareError(this.canary()),
    atATime: shareError(this.atATime(), 1),
    errors: shareError(this.errors()),
  }));
  readonly problem = computed(() => {
    if (!this.tried()) return '';
    if (!this.line().trim()) return WORDS.command.missing;
    const targets = this.list();
    if (targets && !targets.isComplete()) return WORDS.target.still;
    if (targets?.ids().length === 0) return WORDS.target.none;
    return !this.busy() && this.verdict()?.mayRun === false ? WORDS.run.nothing : '';
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.turn++;
      clearTimeout(this.timer);
    });
    effect(() => {
      const targets = this.list();
      const line = this.line().trim();
      const ids = targets?.isComplete() ? targets.ids() : [];
      untracked(() => this.judgeSoon(ids, line));
    });
  }

  aim(target: RunTarget): void {
    this.fill();
    const targets = new RunTargets(this.api, target);
    this.list.set(targets);
    this.seen.set(undefined);
    void targets.load();
  }

  /** With what is being changed, where something is; what was filled in for that is of no use for anything else. */
  private fill(): void {
    const filled = this.panel.prefill();
    if (filled || this.isFilled) {
      this.reason.set(filled?.reason ?? '');
      this.seconds.set(filled?.timeoutMs ? String(Math.ceil(filled.timeoutMs / 1_000)) : '');
    }
    this.isFilled = filled !== undefined;
  }

  /** Runs it, unless something is missing or nothing would come of it; then that is said. */
  begin(): void {
    this.tried.set(true);
    const targets = this.list();
    const line = this.line().trim();
    const timeout = timeoutOf(this.seconds());
    if (!line || timeout === 'wrong' || !targets?.isComplete() || targets.ids().length === 0) return;
    // A verdict that could not be had stops nobody: it is judged again when it arrives.
    if (!this.busy() && this.verdict()?.mayRun === false) return;
    const rolling = this.rolling();
    if (rolling === 'wrong') return;
    const reason = this.reason().trim();
    const supersedes = this.panel.prefill()?.supersedes;
    const wish: CommandWish = {
      line,
      ...(timeout === undefined ? {} : { timeoutMs: timeout }),
      ...(reason ? { reason } : {}),
      ...(supersedes ? { supersedes } : {}),
      ...(rolling ? { rolling } : {}),
    };
    this.history.add(line);
    const run = this.runs.start(targets.probes(), wish);
    this.line.set('');
    this.panel.show(run.id);
  }

  /** Fields that are not shown, because there is one host only, say nothing. */
  private rolling(): Rolling | undefined | 'wrong' {
    if (!this.isMany()) return undefined;
    if (Object.values(this.shareErrors()).some((error) => error !== '')) return 'wrong';
    return rollingOf({ canary: this.canary(), atATime: this.atATime(), errors: this.errors() });
  }

  /** Asks again, for whoever does not want to wait. */
  judge(): void {
    const targets = this.list();
    if (targets) void this.judgeNow(targets.ids(), this.line().trim());
  }

  private judgeSoon(ids: readonly string[], line: string): void {
    clearTimeout(this.timer);
    this.turn++;
    this.failure.set(undefined);
    const isReady = line !== '' && ids.length > 0;
    this.busy.set(isReady);
    if (!isReady) return this.seen.set(undefined);
    this.timer = setTimeout(() => void this.judgeNow(ids, line), PAUSE_MS);
  }

  private async judgeNow(ids: readonly string[], line: string): Promise<void> {
    const turn = ++this.turn;
    this.busy.set(true);
    this.failure.set(undefined);
    try {
      const preview = await this.api.preview(ids, { line });
      if (turn === this.turn) this.seen.set(preview);
    } catch (cause) {
      if (turn !== this.turn) return;
      this.seen.set(undefined);
      this.failure.set(toApiError(cause));
    } finally {
      if (turn === this.turn) this.busy.set(false);
    }
  }
}

/** Milliseconds; nothing for an empty field. */
function timeoutOf(text: string): number | undefined | 'wrong' {
  if (text.trim() === '') return undefined;
  const seconds = Number(text);
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_S ? seconds * 1_000 : 'wrong';
}
