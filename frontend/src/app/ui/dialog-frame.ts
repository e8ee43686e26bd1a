import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { DIALOG_TITLE_ID } from './dialogs';
import { IconButton } from './icon-button';

/**
 * `<lg-dialog title="Revoke key"> … <button dialog-actions lgButton>Cancel</button></lg-dialog>`: head with Close, body that
 * scrolls, actions at the right end. The outermost part of every component opened by `Dialogs`.
 */
@Component({
  selector: 'lg-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [IconButton],
  template: `
    <div class="head">
      <h2 [id]="titleId">{{ title() }}</h2>
      <button
        class="close"
        lgIconButton
        icon="x"
        size="compact"
        aria-label="Close"
        (click)="dialog.close()"
      ></button>
    </div>
    <div class="body"><ng-content /></div>
    <div class="foot"><ng-content select="[dialog-actions]" /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      max-height: calc(100dvh - 48px);
      border: 1px solid var(--line-strong);
      border-radius: var(--r-xl);
      background: var(--s2);
      box-shadow: var(--shadow-modal);
      animation: appear var(--fast);
    }
    .head {
      display: flex;
      align-items: flex-start;
      justify-content: space-between;
      gap: 12px;
      padding: 14px 12px 0 16px;
    }
    h2 {
      min-width: 0;
      padding-top: 2px;
      font: 600 15px/22px var(--sans);
      overflow-wrap: anywhere;
    }
    .body {
      display: flex;
      flex-direction: column;
      gap: 12px;
      min-height: 0;
      padding: 8px 16px 16px;
      overflow-y: auto;
      overflow-wrap: anywhere;
    }
    .foot {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 8px;
      padding: 12px 16px;
      border-top: 1px solid var(--line-strong);
    }
    .foot:empty {
      display: none;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class DialogFrame {
  readonly title = input.required<string>();
  protected readonly titleId = inject(DIALOG_TITLE_ID);
  protected readonly dialog = inject(DialogRef);
}
