import { ChangeDetectionStrategy, Component, computed, effect, inject, output, signal } from '@angular/core';
import { Announcer } from '../ui/announcer';
import { LgButton } from '../ui/button';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { saveAs } from '../ui/save-as';
import { TextInput } from '../ui/text-input';
import { momentText } from '../ui/time-text';
import { Now } from '../core/now';
import { VERIFY_WORDS } from './audit-words';
import { ChainCheck } from './chain-check';

/** Lets the control plane walk the whole chain, says what it found, and hands out the checkpoint to keep elsewhere. */
@Component({
  selector: 'lg-verify-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, Field, Icon, IconButton, LgButton, TextInput],
  templateUrl: './verify-card.html',
  styleUrl: './verify-card.css',
})
export class VerifyCard {
  readonly closed = output();
  protected readonly check = inject(ChainCheck);
  protected readonly words = VERIFY_WORDS;
  protected readonly problem = signal('');
  protected readonly draft = signal('');
  private readonly now = inject(Now);

  protected readonly elapsed = computed(() => Math.floor((this.now.ms() - this.check.startedAt()) / 1_000));
  protected readonly found = computed(() => this.check.result.value());
  protected readonly text = computed(() => {
    const found = this.found();
    if (!found) return '';
    if (!found.valid) return `${this.reason()}.${this.since()}`;
    const to = found.last_index;
    if (found.entries_checked === 0) return VERIFY_WORDS.empty;
    return VERIFY_WORDS.checked(to - found.entries_checked + 1, to, durationOf(this.check.tookMs()));
  });
  protected readonly place = computed(() => {
    const index = this.found()?.first_invalid_index;
    return index == null ? '' : VERIFY_WORDS.at(index);
  });

  constructor() {
    const announcer = inject(Announcer);
    effect(() => {
      const found = this.found();
      if (found && !this.check.result.loading())
        announcer.polite(`${found.valid ? VERIFY_WORDS.holds : VERIFY_WORDS.broken} ${this.text()}`);
    });
  }

  protected run(): void {
    void this.check.run();
  }

  protected type(event: Event): void {
    this.draft.set((event.target as HTMLTextAreaElement).value);
  }

  protected compare(): void {
    const line = this.draft().trim();
    if (!line) return this.problem.set(VERIFY_WORDS.checkpointMissing);
    if (!isCheckpoint(line)) return this.problem.set(VERIFY_WORDS.checkpointWrong);
    this.problem.set('');
    void this.check.run(line);
  }

  protected download(): void {
    const checkpoint = this.found()?.checkpoint;
    if (!checkpoint) return;
    saveAs(`legator-checkpoint-${checkpoint.checkpoint.index}.json`, `${JSON.stringify(checkpoint)}\n`);
  }

  private reason(): string {
    const reason = this.found()?.reason;
    return (reason && VERIFY_WORDS.reasons[reason]) || reason || VERIFY_WORDS.unknownReason;
  }

  private since(): string {
    const at = this.found()?.first_invalid_at;
    return at ? ` Written ${momentText(at)}.` : '';
  }
}

function durationOf(ms: number): string {
  return ms < 1_000 ? `${Math.max(1, Math.round(ms))}\u2009ms` : `${(ms / 1_000).toFixed(1)}\u2009s`;
}

function isCheckpoint(line: string): boolean {
  try {
    const read = JSON.parse(line) as { checkpoint?: unknown; sig?: unknown } | null;
    return typeof read?.checkpoint === 'object' && typeof read.sig === 'string';
  } catch {
    return false;
  }
}
