import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { CodeBlock } from './code-block';
import { InlineText } from './inline-text';
import { type Block, readMarkdown } from './markdown';
import { CHAT_WORDS as WORDS } from './chat-words';

/** The blocks of an answer, each drawn by what it is. No markup of whoever wrote them gets this far. */
@Component({
  selector: 'lg-blocks',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CodeBlock, InlineText],
  templateUrl: './markdown-view.html',
  styleUrl: './markdown-view.css',
})
export class Blocks {
  readonly blocks = input.required<readonly Block[]>();
  protected readonly words = WORDS;
}

/** An answer as it was written, in Markdown. */
@Component({
  selector: 'lg-markdown',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Blocks],
  template: '<lg-blocks [blocks]="blocks()" />',
})
export class MarkdownView {
  readonly text = input.required<string>();
  protected readonly blocks = computed(() => readMarkdown(this.text()));
}
