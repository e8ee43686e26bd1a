import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { ApiError } from '../../core/api-error';
import { toApiError } from '../../core/api-errors';
import type { PolicyDecisionView } from '../../core/api/models';
import { ScopePicker } from '../../scope/scope-picker';
import type { Scope } from '../../scope/scope-words';
import { LgButton } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Field } from '../../ui/field';
import { TextInput } from '../../ui/text-input';
import { DecisionCard } from './decision-card';
import { SimulationApi, type TryPlace, type TrySubject } from './simulation-api';
import { TRY_WORDS } from './try-words';

const PAUSE_MS = 250;

interface Tried {
  readonly line: string;
  readonly decision: PolicyDecisionView;
}

/**
 * "What would this decide?": a line is judged while it is typed, by the same decision that a request meets, and nothing
 * comes of it. Of overlapping questions only the last one counts.
 */
@Component({
  selector: 'lg-policy-tester',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DecisionCard, Failure, Field, LgButton, ScopePicker, TextInput],
  template: `
    <lg-field [label]="words.field" [help]="words.help">
      <input
        lgInput
        class="mono"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        [placeholder]="words.placeholder"
        (input)="line.set($any($event.target).value)"
      />
    </lg-field>
    @if (!probeId()) {
      <lg-scope-picker
        [label]="words.where"
        [kinds]="['tenant', 'tag', 'site', 'probe']"
        [names]="words.kinds"
        [(scope)]="scope"
      />
    }
    @if (off()) {
      <p class="soft small">{{ words.invalid }}</p>
    } @else if (error(); as error) {
      <lg-failure plain [error]="error" (retry)="judge()" />
    } @else if (tried(); as tried) {
      <lg-decision-card [line]="tried.line" [decision]="tried.decision" [stale]="isJudging()" />
    } @else {
      <p class="quiet small">
        {{ isJudging() ? words.judging : probeId() ? words.emptyHere : words.empty }}
      </p>
    }
    @if (isSlow()) {
      <p class="quiet small slow">
        {{ words.judging }} <button lgButton size="compact" (click)="cancel()">Cancel</button>
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      min-width: 0;
    }
    .mono {
      font: 400 13px/20px var(--mono);
    }
    .slow {
      display: flex;
      gap: 8px;
      align-items: center;
    }
  `,
})
export class Tester {
  /** By what is judged; without it, what holds at the probe. */
  readonly subject = input<TrySubject>({});
  /** Where, when that is not to be chosen. */
  readonly probeId = input<string>();
  /** There is nothing that could be judged by now. */
  readonly off = input(false);
  readonly decided = output<PolicyDecisionView>();

  protected readonly words = TRY_WORDS;
  protected readonly line = signal('');
  protected readonly scope = signal<Scope | undefined>(undefined);
  protected readonly tried = signal<Tried | undefined>(undefined);
  protected readonly error = signal<ApiError | undefined>(undefined);
  protected readonly isJudging = signal(false);
  protected readonly isSlow = signal(false);
  private readonly api = inject(SimulationApi);
  private readonly place = computed<TryPlace>(() => {
    const [fixed, scope] = [this.probeId(), this.scope()];
    if (fixed) return { probeId: fixed };
    if (scope?.type === 'probe') return { probeId: scope.id };
    if (scope?.type === 'site') return { site: scope.id };
    return scope?.type === 'tag' ? { tags: [scope.id] } : {};
  });
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private slow: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      this.subject();
      this.place();
      this.line();
      this.off();
      untracked(() => this.later());
    });
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  protected async judge(): Promise<void> {
    const turn = ++this.turn;
    const line = this.line().trim();
    this.error.set(undefined);
    this.slow = setTimeout(() => this.isSlow.set(true), 4_000);
    try {
      const decision = await this.api.decide(line, this.subject(), this.place());
      if (turn !== this.turn) return;
      this.tried.set({ line, decision });
      this.decided.emit(decision);
    } catch (cause) {
      if (turn === this.turn) this.error.set(toApiError(cause));
    } finally {
      if (turn === this.turn) this.rest();
    }
  }

  /** Waits no longer: what was there stays. */
  protected cancel(): void {
    this.turn++;
    this.rest();
  }

  private later(): void {
    this.stop();
    this.error.set(undefined);
    const isSomething = this.line().trim() !== '' && !this.off();
    this.isJudging.set(isSomething);
    if (!isSomething) return this.tried.set(undefined);
    this.timer = setTimeout(() => void this.judge(), PAUSE_MS);
  }

  private stop(): void {
    this.turn++;
    clearTimeout(this.timer);
    clearTimeout(this.slow);
    this.isSlow.set(false);
  }

  private rest(): void {
    clearTimeout(this.slow);
    this.isSlow.set(false);
    this.isJudging.set(false);
  }
}
