import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DirectiveView } from '../../core/api/models';
import { LiveFeed } from '../../core/live/live-feed';
import { Loaded } from '../../core/loaded';
import { Session } from '../../core/session';
import { LgButton } from '../../ui/button';
import { Code } from '../../ui/code';
import { Failure } from '../../ui/failure';
import { OutputView } from '../../ui/output-view';
import { Pill } from '../../ui/pill';
import { Risk } from '../../ui/risk';
import { Skeleton } from '../../ui/skeleton';
import { momentText } from '../../ui/time-text';
import { visibleText } from '../../ui/visible-text';
import type { OneRun } from '../../run/one-run';
import { RunFacts } from '../../run/run-facts';
import { Runs } from '../../run/runs';
import { watching } from '../../run/watching';
import { ProbeApi } from './probe-api';
import { WORDS } from './probe-words';
import { stateText } from './timeline-looks';

/** One command of the past or of now: its line, how it was judged and why, how it ended and what it printed. */
@Component({
  selector: 'lg-directive-detail',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Code, Failure, LgButton, OutputView, Pill, Risk, RouterLink, RunFacts, Skeleton],
  templateUrl: './directive-detail.html',
  styleUrl: './detail.css',
})
export class DirectiveDetail {
  readonly id = input.required<string>();
  /** The name under which its output is found, if it is a command. */
  readonly requestId = input<string>();
  protected readonly words = WORDS.activity.detail;
  protected readonly activity = WORDS.activity;
  protected readonly levels = WORDS.policy.levels;
  protected readonly seen = visibleText;
  private readonly api = inject(ProbeApi);
  private readonly session = inject(Session);
  private readonly runs = inject(Runs);
  private readonly current = signal('');
  protected readonly read = new Loaded<DirectiveView>(() => this.api.directive(this.current()));

  protected readonly mayRead = computed(() => this.session.shows('directive:read'));
  protected readonly run = computed<OneRun | undefined>(() => {
    const id = this.requestId();
    if (!id || !this.session.shows('command:exec')) return undefined;
    const found = untracked(() => this.runs.find(id));
    return found?.kind === 'one' ? found : undefined;
  });
  /** Something was sent to the host, so there may be output. */
  protected readonly hasRun = computed(() =>
    ['accepted', 'running', 'done'].includes(this.run()?.phase() ?? ''),
  );
  protected readonly approval = computed(() =>
    this.session.shows('approval:read') ? this.read.value()?.approval_id : undefined,
  );
  protected readonly facts = computed(() => {
    const view = this.read.value();
    if (!view) return undefined;
    const exit = typeof view.result?.['exit_code'] === 'number' ? view.result['exit_code'] : undefined;
    return {
      line: view.summary,
      decision: WORDS.activity.detail.decisions[view.decision],
      tone: { allow: 'ok', queue: 'warn', deny: 'bad' }[view.decision] as 'ok' | 'warn' | 'bad',
      reasons: view.reasons.map(({ text }) => visibleText(text)),
      state: stateText(view.status, view.gate, exit),
      by: visibleText(view.requested_by.name || view.requested_by.id),
      at: momentText(view.requested_at).split(' · ')[0],
      error: view.error_message ? visibleText(view.error_message) : '',
      reason: view.reason ? visibleText(view.reason) : '',
    };
  });

  constructor() {
    watching(this.run);
    effect(() => {
      const id = this.id();
      if (!this.mayRead()) return;
      untracked(() => {
        this.read.clear();
        this.current.set(id);
        void this.read.load();
      });
    });
    const end = inject(LiveFeed).watch(['directive.', 'approval.'], () => this.again());
    inject(DestroyRef).onDestroy(end);
  }

  private async again(): Promise<void> {
    const status = this.read.value()?.status;
    if (status === 'requested' || status === 'running') await this.read.load();
  }
}
