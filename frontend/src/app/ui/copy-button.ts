import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, signal } from '@angular/core';
import { Icon } from './icon';

/** Puts a text on the clipboard and says whether that worked. */
@Component({
  selector: 'lg-copy-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <button type="button" class="tool" (click)="copy()">
      <lg-icon [name]="done() === 'copied' ? 'check' : 'copy'" [size]="13" />
      <span aria-live="polite">{{
        done() === 'copied' ? 'Copied' : done() === 'refused' ? 'Not allowed' : label()
      }}</span>
    </button>
  `,
  styleUrl: './tool.css',
})
export class CopyButton {
  /** The text, or what makes it when it is asked for. */
  readonly text = input.required<string | (() => string)>();
  readonly label = input('Copy');
  protected readonly done = signal<'' | 'copied' | 'refused'>('');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async copy(): Promise<void> {
    const text = this.text();
    const isCopied = await copyText(typeof text === 'string' ? text : text());
    this.done.set(isCopied ? 'copied' : 'refused');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.done.set(''), 2_000);
  }
}

/** True once the text is on the clipboard; false where the browser does not let us, as without HTTPS. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
