import { ChangeDetectionStrategy, Component, type ElementRef, input, signal, viewChild } from '@angular/core';
import { Icon } from './icon';

/** A line to be pasted elsewhere. Where the browser does not let us copy, it is selected instead. */
@Component({
  selector: 'lg-copy-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <pre #line class="mono" tabindex="0" role="group" [attr.aria-label]="label()">{{ text() }}</pre>
    <button type="button" class="btn" (click)="copy()">
      <lg-icon [name]="done() === 'copied' ? 'check' : 'copy'" [size]="14" />
      <span aria-live="polite">{{
        done() === 'copied' ? 'Copied' : done() === 'selected' ? 'Selected' : 'Copy'
      }}</span>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      align-items: flex-start;
      gap: 8px;
    }
    pre {
      flex: 1;
      min-width: 0;
      padding: 7px 10px;
      border: 1px solid var(--line);
      border-radius: var(--r-m);
      background: var(--sunken);
      text-align: left;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class CopyLine {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  protected readonly done = signal<'' | 'copied' | 'selected'>('');
  private readonly line = viewChild.required<ElementRef<HTMLElement>>('line');

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
      this.done.set('copied');
    } catch {
      // No clipboard without HTTPS: leave it to Ctrl C.
      getSelection()?.selectAllChildren(this.line().nativeElement);
      this.done.set('selected');
    }
  }
}
