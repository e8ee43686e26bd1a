import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { ApprovalActions } from '../approvals/approval-actions';
import { Now } from '../core/now';
import { Banner } from '../ui/banner';
import { LgButton } from '../ui/button';
import { Code } from '../ui/code';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { OutputView } from '../ui/output-view';
import { tookText } from '../ui/output-words';
import { Skeleton } from '../ui/skeleton';
import { visibleText } from '../ui/visible-text';
import { ApprovalCard } from './approval-card';
import { changesOf } from './command-changes';
import { EDIT_WORDS } from './edit-words';
import type { OneRun } from './one-run';
import { ProbeNames } from './probe-names';
import { RunChanges } from './run-changes';
import { RunFacts } from './run-facts';
import { RunPanel } from './run-panel';
import { RunPhases } from './run-phases';
import { WORDS } from './run-words';
import { watching } from './watching';

/** One command from sent to done: where it stands, what it prints, how it ended, and what can be done about it. */
@Component({
  selector: 'lg-one-result',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ApprovalActions,
    ApprovalCard,
    Banner,
    Code,
    EmptyState,
    Failure,
    LgButton,
    OutputView,
    RouterLink,
    RunChanges,
    RunFacts,
    RunPhases,
    Skeleton,
  ],
  templateUrl: './one-result.html',
  styleUrl: './result.css',
  host: { '(document:keydown)': 'pressed($event)' },
})
export class OneResult {
  readonly run = input.required<OneRun>();
  protected readonly words = WORDS;
  protected readonly edit = EDIT_WORDS;
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly stand = viewChild<ElementRef<HTMLElement>>('stand');
  private readonly output = viewChild(OutputView);
  protected readonly panel = inject(RunPanel);
  private readonly names = inject(ProbeNames);
  private readonly now = inject(Now);

  protected readonly probeId = computed(() => this.run().probeId ?? this.run().view()?.probe_id);
  protected readonly host = computed(() => {
    const id = this.probeId();
    return id === undefined ? '' : visibleText(this.names.of(id));
  });
  /** It is there, and it is not known to be refused or gone. */
  protected readonly isBegun = computed(() =>
    ['accepted', 'running', 'done', 'waiting'].includes(this.run().phase()),
  );
  protected readonly elapsed = computed(() => {
    const view = this.run().view();
    const phase = this.run().phase();
    if (phase !== 'running' && phase !== 'accepted') return '';
    const since = Date.parse(view?.started_at ?? '') || this.run().startedAt;
    return tookText(Math.max(0, this.now.ms() - since));
  });
  protected readonly reasons = computed(() => {
    const run = this.run();
    const reasons = run.view()?.reasons ?? run.held()?.reasons ?? [];
    return reasons.map(({ text }) => visibleText(text));
  });
  protected readonly refusal = computed(() => {
    const run = this.run();
    return this.reasons().length > 0 ? this.reasons() : [run.error()?.message ?? ''].filter(Boolean);
  });
  protected readonly mayStop = computed(
    () =>
      this.panel.mayRun() &&
      ['accepted', 'running', 'waiting'].includes(this.run().phase()) &&
      !this.run().isStopping(),
  );
  protected readonly isSilent = computed(() => {
    const run = this.run();
    run.buffer.version();
    return run.phase() === 'done' && run.buffer.total === 0;
  });

  /** How long it took, where there is no output below which that could stand. */
  protected readonly silence = computed(() => {
    const took = this.run().buffer.summary()?.durationMs;
    return WORDS.noOutput(took === undefined ? '' : tookText(took));
  });

  protected readonly hasChanges = computed(() => changesOf(this.run().view()) !== undefined);

  constructor() {
    watching(this.run);
  }

  protected stop(): void {
    // The button is gone once it was pressed.
    this.stand()?.nativeElement.focus();
    void this.run().stop();
  }

  /** Find, from wherever the focus is in the drawer. */
  protected pressed(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
    const output = this.output();
    const { activeElement: active, body } = document;
    const drawer = this.element.closest('[role="dialog"]') ?? this.element;
    if (!output || event.defaultPrevented || (active !== body && !drawer.contains(active))) return;
    event.preventDefault();
    output.find();
  }

  protected again(): void {
    const id = this.probeId();
    if (id === undefined) return;
    const run = this.run();
    const { wish } = run;
    const target = { probes: [id] };
    // It was refused, so that what it was to replace waits still.
    if (wish?.supersedes && run.phase() === 'refused')
      return this.panel.open(target, { ...wish, supersedes: wish.supersedes });
    this.panel.again(target, run.line());
  }
}
