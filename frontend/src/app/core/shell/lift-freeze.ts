import { ChangeDetectionStrategy, Component, inject, signal, viewChild } from '@angular/core';
import type { ApiError } from '../api-error';
import { toApiError } from '../api-errors';
import { Failure } from '../../ui/failure';
import { Freezes } from '../freezes';
import { Modal } from './modal';
import { Panels } from './panels';
import { WORDS } from './shell-words';

/** Asks before what was held back starts. The freeze it is about is the one that was shown when it opened. */
@Component({
  selector: 'lg-lift-freeze',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, Modal],
  template: `
    <lg-modal [title]="words.title" (closed)="panels.close('lift-freeze')">
      @if (freeze; as one) {
        <p>{{ one.scope_type === 'tenant' ? words.whole : words.part(one) }}</p>
        <blockquote>{{ detail(one, 0) }}</blockquote>
      }
      @if (error(); as failure) {
        <lg-failure [error]="failure" (retry)="lift()" />
      }
      <div class="buttons">
        <button type="button" class="btn" autofocus (click)="modal().close()">{{ words.cancel }}</button>
        <button type="button" class="btn primary" [attr.aria-disabled]="isBusy() || null" (click)="lift()">
          {{ words.confirm }}
        </button>
      </div>
    </lg-modal>
  `,
  styles: `
    blockquote {
      margin: 8px 0;
      padding: 8px 12px;
      border-radius: var(--r-m);
      background: var(--s2);
      color: var(--t2);
      overflow-wrap: anywhere;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 8px;
      margin-top: 16px;
    }
  `,
})
export class LiftFreeze {
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS.lift;
  protected readonly detail = WORDS.banner.frozenDetail;
  protected readonly isBusy = signal(false);
  protected readonly error = signal<ApiError | undefined>(undefined);
  protected readonly modal = viewChild.required(Modal);
  private readonly freezes = inject(Freezes);
  protected readonly freeze = this.freezes.worst();

  protected async lift(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.error.set(undefined);
    try {
      if (this.freeze) await this.freezes.lift(this.freeze.id);
      this.modal().close();
    } catch (cause) {
      this.error.set(toApiError(cause));
    } finally {
      this.isBusy.set(false);
    }
  }
}
