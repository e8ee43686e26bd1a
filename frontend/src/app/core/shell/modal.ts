import {
  type AfterViewInit,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Icon } from '../../ui/icon';
import { WORDS } from './shell-words';

let count = 0;

/**
 * A dialog of the shell, open as long as it is there: the browser's own, so that the page behind it is out of reach and
 * the focus returns to where it was. Closes on Escape and on a press beside it.
 */
@Component({
  selector: 'lg-modal',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <dialog
      #dialog
      [attr.aria-labelledby]="id"
      [class.sheet]="isSheet()"
      (close)="close()"
      (click)="$event.target === dialog && close()"
    >
      <div class="body">
        <header>
          <h2 [id]="id">{{ title() }}</h2>
          <button type="button" [attr.aria-label]="words.close" (click)="close()">
            <lg-icon name="close" [size]="16" />
          </button>
        </header>
        <ng-content />
      </div>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(640px, 100vw - 32px);
      max-height: min(720px, 100dvh - 48px);
      padding: 0;
      overflow: auto;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-xl);
      background: var(--s1);
      color: var(--t1);
      box-shadow: var(--shadow-modal);
    }
    dialog::backdrop {
      background: var(--scrim);
    }
    .body {
      padding: 14px 20px 20px;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      margin-bottom: 8px;
    }
    h2 {
      font: var(--fs-16);
      font-weight: 600;
    }
    button {
      display: grid;
      place-items: center;
      width: 30px;
      height: 30px;
      margin-right: -8px;
      padding: 0;
      border: 0;
      border-radius: var(--r-m);
      background: none;
      color: var(--t2);
      cursor: pointer;
    }
    button:hover {
      background: var(--s3);
    }
    .sheet {
      width: 100vw;
      max-width: none;
      margin: auto 0 0;
      border-width: 1px 0 0;
      border-radius: var(--r-xl) var(--r-xl) 0 0;
    }
    .sheet .body {
      padding: 10px 16px calc(16px + env(safe-area-inset-bottom));
    }
    @media (pointer: coarse) {
      button {
        width: 44px;
        height: 44px;
      }
    }
  `,
})
export class Modal implements AfterViewInit {
  readonly title = input.required<string>();
  /** Rises from the bottom, over the whole width. */
  readonly isSheet = input(false);
  readonly closed = output();
  protected readonly id = `lg-modal-${++count}`;
  protected readonly words = WORDS;
  private isClosed = false;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    // Taken away while open it would keep the page inert in some browsers, and leave the focus nowhere.
    inject(DestroyRef).onDestroy(() => this.dialog().nativeElement.close());
  }

  ngAfterViewInit(): void {
    this.dialog().nativeElement.showModal();
  }

  /** Tells at once and once: the dialog's own event comes later, when another one may be open already. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.dialog().nativeElement.close();
    this.closed.emit();
  }
}
