import { DOCUMENT, inject, Injectable, InjectionToken, Injector, type Type } from '@angular/core';

/** Id that the heading of a dialog carries, so that the dialog is called by it. `lg-dialog` does. */
export const DIALOG_TITLE_ID = new InjectionToken<string>('id of the heading of this dialog');

export interface DialogOptions {
  /** `alertdialog` is read out at once with its text. */
  readonly role?: 'dialog' | 'alertdialog';
  /** What has the focus first: a selector, or the first control. */
  readonly focus?: string;
  /** Asked before Escape or a click outside closes; false keeps it open, for unsaved text. */
  readonly mayClose?: () => boolean;
  /** CSS width; 440px unless told. Never wider than the window. */
  readonly width?: string;
}

export interface ConfirmWish {
  /** A question with its object: "Revoke key ci-deploy?" */
  readonly title: string;
  /** What will happen and what will not. */
  readonly text?: string;
  readonly consequences?: readonly string[];
  /** Of the button: "Revoke key", never "OK". */
  readonly verb: string;
  readonly tone?: 'danger' | 'primary' | 'approve';
  /** Heavy: the words to be typed before the button works. */
  readonly typeToConfirm?: string;
}

let count = 0;

/** Opens dialogs over the page: the focus stays inside, Escape closes, and the focus goes back to where it was. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly injector = inject(Injector);
  private readonly page = inject(DOCUMENT);

  /**
   * @param component with `lg-dialog` as its outermost part; or the promise of one, to load it only now. It reads `data` by
   *   injecting `DIALOG_DATA` and closes itself through `DialogRef`, both from @angular/cdk/dialog
   * @returns what it was closed with; undefined when it was left
   */
  async open<R = void, D = unknown>(
    component: Type<unknown> | Promise<Type<unknown>>,
    data?: D,
    options: DialogOptions = {},
  ): Promise<R | undefined> {
    const opener = this.page.activeElement;
    const [{ Dialog }, type] = await Promise.all([import('@angular/cdk/dialog'), component]);
    const titleId = `lg-dialog-${++count}`;
    const { role = 'dialog', focus = 'first-tabbable', mayClose, width = '440px' } = options;
    const ref = this.injector.get(Dialog).open<R, D>(type, {
      data,
      role,
      width,
      maxWidth: 'calc(100vw - 32px)',
      ariaModal: true,
      ariaLabelledBy: titleId,
      autoFocus: focus,
      restoreFocus: opener instanceof HTMLElement ? opener : true,
      backdropClass: 'lg-scrim',
      providers: [{ provide: DIALOG_TITLE_ID, useValue: titleId }],
      ...(mayClose && { closePredicate: (result) => result !== undefined || mayClose() }),
    });
    return new Promise((resolve) => ref.closed.subscribe(resolve));
  }

  /** Asks before what cannot be undone. Cancel has the focus when it destroys. @returns whether the verb was pressed */
  async confirm(wish: ConfirmWish): Promise<boolean> {
    const component = import('./confirm-dialog').then((file) => file.ConfirmDialog);
    const options = { role: 'alertdialog', ...(wish.tone === 'danger' && { focus: '.cancel' }) } as const;
    return (await this.open<boolean>(component, wish, options)) === true;
  }
}
