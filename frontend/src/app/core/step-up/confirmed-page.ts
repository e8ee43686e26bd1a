import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, input } from '@angular/core';
import { BareFrame } from '../../sign-in/bare-frame';
import { type ErrorWords } from '../error-words';
import { OIDC_WORDS } from '../oidc-words';
import { tellConfirmed } from './confirmed-elsewhere';

const WORDS = {
  title: 'Confirm that it is you',
  done: 'Confirmed',
  doneText: 'Go back to the page that asked. You can close this one.',
  failed: 'This did not confirm that it is you',
  failedText: 'Close this page and try again where you were asked.',
} as const;

/** Where the provider leads back to, in a window of its own. Tells the page that asked, and closes if browsers let it. */
@Component({
  selector: 'lg-confirmed-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BareFrame],
  template: `
    <lg-bare-frame [title]="words.title">
      <div [attr.role]="error() ? 'alert' : 'status'">
        <p>
          <b>{{ said().title }}</b>
        </p>
        <p class="soft">{{ said().next }}</p>
      </div>
    </lg-bare-frame>
  `,
})
export class ConfirmedPage {
  /** Why it came to nothing, from the address. Anybody can write that: what stands in it is never repeated. */
  readonly error = input<string>();
  protected readonly words = WORDS;
  private readonly page = inject(DOCUMENT);
  protected readonly said = computed<ErrorWords>(() => {
    const code = this.error();
    if (code === undefined) return { title: WORDS.done, next: WORDS.doneText };
    const known = Object.hasOwn(OIDC_WORDS, code) ? OIDC_WORDS[code] : undefined;
    return known ?? { title: WORDS.failed, next: WORDS.failedText };
  });

  ngOnInit(): void {
    if (this.error() !== undefined) return;
    tellConfirmed();
    this.page.defaultView?.close();
  }
}
