import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import type { PolicyReplay } from '../../core/api/models';
import { Loaded } from '../../core/loaded';
import { ProbeNames } from '../../run/probe-names';
import { LgButton } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Pill } from '../../ui/pill';
import { Select } from '../../ui/select';
import { visibleText } from '../../ui/visible-text';
import { SimulationApi, type TrySubject } from './simulation-api';
import { OUTCOMES, type Outcome, TRY_WORDS } from './try-words';

const DAYS = [1, 7, 30];
const ORDER: readonly Outcome[] = ['allow', 'queue', 'deny'];

/** What a policy would have made of what was asked for in the last days: the counts, and each command that differs. */
@Component({
  selector: 'lg-replay-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, LgButton, Pill, Select],
  templateUrl: './replay-panel.html',
  styleUrl: './replay-panel.css',
})
export class ReplayPanel {
  readonly subject = input.required<TrySubject>();
  /** What was asked for there alone. */
  readonly scope = input<{ type: 'probe' | 'tag' | 'site'; id: string }>();
  /** There is nothing that could be judged by now. */
  readonly off = input(false);

  protected readonly words = TRY_WORDS.replay;
  protected readonly seen = visibleText;
  protected readonly names = inject(ProbeNames);
  protected readonly looks = OUTCOMES;
  protected readonly days = signal(7);
  protected readonly dayOptions = DAYS.map((value) => ({ value, label: TRY_WORDS.replay.dayText(value) }));
  private readonly api = inject(SimulationApi);
  protected readonly found = new Loaded(() => this.api.replay(this.subject(), this.days(), this.scope()));
  protected readonly isOld = signal(false);
  protected readonly counts = computed(() => {
    const found = this.found.value();
    return (
      found &&
      ORDER.map((outcome) => ({
        outcome,
        label: this.words.outcomes[outcome],
        then: found.then[outcome],
        now: found.now[outcome],
      }))
    );
  });
  protected readonly rows = computed(() =>
    (this.found.value()?.differences ?? []).map((one) => ({
      ...one,
      was: OUTCOMES[one.then],
      becomes: OUTCOMES[one.now],
    })),
  );
  protected readonly left = computed(() => {
    const found = this.found.value();
    return found ? leftOf(found) : 0;
  });

  constructor() {
    effect(() => {
      this.subject();
      this.scope();
      untracked(() => this.isOld.set(this.found.value() !== undefined));
    });
  }

  protected async look(): Promise<void> {
    await this.found.load();
    this.isOld.set(false);
  }

  protected choose(days: number): void {
    this.days.set(days);
    if (this.found.value()) void this.look();
  }
}

function leftOf({ differing, differences }: PolicyReplay): number {
  return Math.max(0, differing - differences.reduce((sum, { count }) => sum + count, 0));
}
