import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Session } from '../core/session';
import { CopyButton } from '../ui/copy-button';
import { Compose } from './compose';
import { CHAT_WORDS as WORDS } from './chat-words';

/** A piece of a line in one look; the looks are a few fixed words. */
export interface Colouring {
  readonly text: string;
  readonly look: string;
}

const SHELLS = /^(|sh|bash|zsh|shell|console|shell-session|terminal)$/;
const MOST_COLOURED = 20_000;
const LONGEST_COMMAND = 4_000;

/** Code of an answer: Copy, and for a shell "Propose as command", which only puts it into the composer. */
@Component({
  selector: 'lg-code-block',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton],
  template: `
    <div class="tools">
      <span class="quiet">{{ language() }}</span>
      @if (isCommand()) {
        <button type="button" class="tool" (click)="compose?.propose(text())">{{ words.propose }}</button>
      }
      <lg-copy-button [text]="text()" />
    </div>
    <pre
      class="mono"
      tabindex="0"
      role="group"
      [attr.aria-label]="words.label"
    ><code>@if (colours(); as parts) {@for (one of parts; track $index) {<span [class]="one.look">{{ one.text }}</span>}} @else {{{ text() }}}</code></pre>
  `,
  styleUrls: ['../ui/tool.css', './code-block.css'],
})
export class CodeBlock {
  readonly text = input.required<string>();
  readonly language = input('');
  protected readonly words = WORDS.code;
  protected readonly compose = inject(Compose, { optional: true });
  private readonly session = inject(Session);
  private readonly read = signal<{ readonly of: string; readonly parts: readonly Colouring[] } | undefined>(
    undefined,
  );
  protected readonly isCommand = computed(
    () =>
      this.compose !== null &&
      this.session.may('command:exec') &&
      SHELLS.test(this.language()) &&
      this.text().trim() !== '' &&
      this.text().length <= LONGEST_COMMAND,
  );
  /** Nothing until they are known, and then only those of this very text: it may still be written. */
  protected readonly colours = computed(() => {
    const read = this.read();
    return read?.of === this.text() ? read.parts : undefined;
  });

  constructor() {
    effect(() => {
      const [text, language] = [this.text(), this.language()];
      if (text.length <= MOST_COLOURED) void this.colour(text, language);
    });
  }

  /** Code without colours is code all the same. */
  private async colour(text: string, language: string): Promise<void> {
    try {
      const { coloured } = await import('./highlight');
      const parts = coloured(text, language);
      if (parts && text === this.text()) this.read.set({ of: text, parts });
    } catch {
      // It did not arrive.
    }
  }
}
