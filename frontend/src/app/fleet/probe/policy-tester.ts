import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import type { ApiError } from '../../core/api-error';
import { toApiError } from '../../core/api-errors';
import type { CommandPreview } from '../../core/api/models';
import { Failure } from '../../ui/failure';
import { Field } from '../../ui/field';
import { TextInput } from '../../ui/text-input';
import { VerdictCard } from '../../run/verdict-card';
import { ProbeApi } from './probe-api';
import { WORDS } from './probe-words';

const PAUSE_MS = 300;

/** "What would this decide?": a line is judged while it is typed, by the same judge, and nothing comes of it. */
@Component({
  selector: 'lg-policy-tester',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, Field, TextInput, VerdictCard],
  template: `
    <lg-field [label]="words.field" [help]="words.testerText">
      <input
        lgInput
        class="mono"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        [placeholder]="words.placeholder"
        (input)="typed($event)"
      />
    </lg-field>
    @if (error(); as error) {
      <lg-failure plain [error]="error" (retry)="judge()" />
    } @else if (preview(); as preview) {
      <lg-verdict-card [preview]="preview" [stale]="isJudging()" />
    } @else {
      <p class="quiet">{{ isJudging() ? words.judging : words.empty }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .mono {
      font: 400 13px/20px var(--mono);
    }
  `,
})
export class PolicyTester {
  readonly probeId = input.required<string>();
  protected readonly words = WORDS.rules;
  protected readonly preview = signal<CommandPreview | undefined>(undefined);
  protected readonly error = signal<ApiError | undefined>(undefined);
  protected readonly isJudging = signal(false);
  private readonly api = inject(ProbeApi);
  private line = '';
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      this.probeId();
      untracked(() => this.later());
    });
    inject(DestroyRef).onDestroy(() => {
      this.turn++;
      clearTimeout(this.timer);
    });
  }

  protected typed(event: Event): void {
    this.line = (event.target as HTMLInputElement).value.trim();
    this.later();
  }

  protected async judge(): Promise<void> {
    const turn = ++this.turn;
    this.error.set(undefined);
    try {
      const preview = await this.api.preview(this.probeId(), this.line);
      if (turn === this.turn) this.preview.set(preview);
    } catch (cause) {
      if (turn === this.turn) this.error.set(toApiError(cause));
    } finally {
      if (turn === this.turn) this.isJudging.set(false);
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    this.turn++;
    this.error.set(undefined);
    this.isJudging.set(this.line !== '');
    if (this.line === '') return this.preview.set(undefined);
    this.timer = setTimeout(() => void this.judge(), PAUSE_MS);
  }
}
