import { ChangeDetectionStrategy, Component, afterNextRender, DOCUMENT, inject, signal } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import { PageTitle } from '../core/page-title';
import { SignInGate } from '../core/sign-in-gate';
import { AccountForm, type NewAccount } from './account-form';
import { BareFrame } from './bare-frame';
import { SignInApi } from './sign-in-api';
import { SIGN_IN_WORDS } from './sign-in-words';

/** The first step of the first run, while there is nobody yet: who may enter. Goes on to the others by itself. */
@Component({
  selector: 'lg-setup-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AccountForm, BareFrame],
  template: `
    <lg-bare-frame [title]="words.title">
      <div>
        <h2>{{ words.step }}</h2>
        <p class="soft">{{ words.lead }}</p>
      </div>
      <lg-account-form
        asksCode
        [verb]="words.submit"
        [busy]="busy()"
        [error]="error()"
        (made)="make($event)"
      />
      <ol below>
        @for (step of words.next; track step) {
          <li class="quiet">
            <span class="mark" aria-hidden="true">{{ $index + 2 }}</span>{{ step }}
          </li>
        }
      </ol>
    </lg-bare-frame>
  `,
  styles: `
    h2 {
      margin-bottom: 2px;
      font: 600 15px/22px var(--sans);
    }
    ol {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 20px;
      margin: 0;
      padding: 0 4px;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .mark {
      display: grid;
      place-items: center;
      width: 22px;
      height: 22px;
      border: 1px solid var(--line-strong);
      border-radius: 50%;
      font: 600 11px/1 var(--sans);
    }
  `,
})
export class SetupPage {
  protected readonly words = SIGN_IN_WORDS.setup;
  protected readonly busy = signal(false);
  protected readonly error = signal<ApiError | undefined>(undefined);
  private readonly api = inject(SignInApi);
  private readonly gate = inject(SignInGate);

  constructor() {
    const page = inject(DOCUMENT);
    inject(PageTitle).set({ text: SIGN_IN_WORDS.setup.title, isError: true });
    afterNextRender(() => page.querySelector<HTMLElement>('lg-setup-page input')?.focus());
  }

  protected async make({ code, username, displayName, password }: NewAccount): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.error.set(undefined);
    try {
      const body = { code, username, password, ...(displayName ? { display_name: displayName } : {}) };
      await this.api.setup(body);
      this.gate.go('/welcome');
    } catch (cause) {
      this.error.set(toApiError(cause));
    } finally {
      this.busy.set(false);
    }
  }
}
