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
import type { RolloutTargetState } from '../core/api/models';
import { Banner } from '../ui/banner';
import { LgButton } from '../ui/button';
import { Code } from '../ui/code';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Pill } from '../ui/pill';
import type { Tone } from '../ui/tone';
import { visibleText } from '../ui/visible-text';
import type { RolloutRun } from './rollout-run';
import { ROLLOUT_WORDS } from './rollout-words';
import { RunPanel } from './run-panel';
import { WORDS } from './run-words';

const TONES: Readonly<Record<RolloutTargetState, Tone>> = {
  waiting: 'neutral',
  running: 'info',
  succeeded: 'ok',
  failed: 'bad',
  skipped: 'warn',
  not_run: 'neutral',
};

/** A command that goes over many hosts in waves: how far it is, what became of each, and the buttons that hold it. */
@Component({
  selector: 'lg-rollout-result',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Banner, Code, EmptyState, Failure, LgButton, Pill, RouterLink],
  templateUrl: './rollout-result.html',
  styleUrl: './result.css',
})
export class RolloutResult {
  readonly run = input.required<RolloutRun>();
  protected readonly words = ROLLOUT_WORDS;
  protected readonly runWords = WORDS;
  protected readonly seen = visibleText;
  protected readonly panel = inject(RunPanel);
  private readonly stand = viewChild<ElementRef<HTMLElement>>('stand');

  protected readonly tone = computed((): Tone => {
    const state = this.run().view()?.state;
    if (state === 'succeeded') return 'ok';
    if (state === 'failed' || state === 'denied') return 'bad';
    return state === 'running' || state === 'queued' ? 'info' : 'warn';
  });

  protected readonly parts = computed(() => {
    const view = this.run().view();
    if (!view) return [];
    const { counts, wave } = view;
    const names = ['failed', 'running', 'waiting', 'skipped', 'not_run'] as const;
    const told = names
      .filter((name) => counts[name] > 0)
      .map((name) => this.words.counts[name](counts[name]));
    return wave > 0 ? [this.words.wave(wave), ...told] : told;
  });

  protected readonly mayStop = computed(() => {
    const state = this.run().view()?.state;
    return state !== undefined && state !== 'stopping' && !this.run().isOver();
  });

  protected toneOf(state: RolloutTargetState): Tone {
    return TONES[state];
  }

  protected stop(): void {
    // The button is gone once it has ended.
    this.stand()?.nativeElement.focus();
    void this.run().stop();
  }

  protected again(): void {
    const probes = this.run()
      .view()
      ?.targets.map(({ probe_id }) => probe_id);
    this.panel.again({ probes: probes ?? [] }, this.run().line());
  }
}
