import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { LgButton } from './button';
import { Icon } from './icon';
import { IconButton } from './icon-button';
import { type Toast, Toasts } from './toasts';

const ICONS = { ok: 'circle-check', info: 'info', bad: 'triangle-alert' } as const;

/**
 * `<lg-toasts />`, once, at the end of the shell: where `Toasts` are shown and read out. What floats at the bottom itself
 * sets `--toast-lift` on the root, and is not covered.
 */
@Component({
  selector: 'lg-toasts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, IconButton, LgButton],
  template: `
    <section aria-label="Messages">
      <ol
        aria-live="polite"
        aria-relevant="additions"
        (mouseenter)="toasts.pause()"
        (mouseleave)="toasts.resume()"
        (focusin)="toasts.pause()"
        (focusout)="toasts.resume()"
      >
        @for (toast of toasts.shown(); track toast.id) {
          <li [class]="toast.tone">
            <lg-icon [name]="icons[toast.tone]" />
            <span>{{ toast.text }}</span>
            @if (toast.action; as action) {
              <button lgButton size="compact" (click)="act(toast)">{{ action.label }}</button>
            }
            <button
              lgIconButton
              icon="x"
              size="compact"
              [aria-label]="'Dismiss: ' + toast.text"
              (click)="dismiss(toast)"
            ></button>
          </li>
        }
      </ol>
    </section>
  `,
  styles: `
    ol {
      position: fixed;
      z-index: 900;
      right: 16px;
      bottom: calc(16px + var(--toast-lift, 0px));
      display: flex;
      flex-direction: column;
      gap: 8px;
      width: min(360px, calc(100vw - 32px));
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 7px 7px 7px 12px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
      background: var(--s3);
      box-shadow: var(--shadow-pop);
      animation: appear var(--slow);
    }
    span {
      flex: 1;
      min-width: 0;
      padding: 3px 0;
      overflow-wrap: anywhere;
    }
    lg-icon {
      color: var(--info);
    }
    .ok > lg-icon {
      color: var(--ok);
    }
    .bad > lg-icon {
      color: var(--bad);
    }
    .bad {
      border-color: var(--bad-line);
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
    /* Above the bar at the thumb. */
    @media (max-width: 767px) {
      ol {
        bottom: calc(84px + var(--toast-lift, 0px));
      }
    }
  `,
})
export class ToastOutlet {
  protected readonly toasts = inject(Toasts);
  protected readonly icons = ICONS;

  protected act(toast: Toast): void {
    this.toasts.act(toast);
    this.toasts.resume();
  }

  /** The button that had the focus goes away with its toast, and no event says that the focus left. */
  protected dismiss(toast: Toast): void {
    this.toasts.dismiss(toast.id);
    this.toasts.resume();
  }
}
