import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Account } from '../core/account';
import { Loaded } from '../core/loaded';
import { PageTitle } from '../core/page-title';
import { Sending } from '../core/sending';
import { BareFrame } from '../sign-in/bare-frame';
import { Age } from '../ui/age';
import { LgButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { DeviceApi } from './device-api';

const WORDS = {
  title: 'Sign in a command line',
  code: 'Code',
  codeHelp: 'The command line shows it: eight letters.',
  codeBad: 'It has eight letters.',
  look: 'Go on',
  asks: 'A command line asks to work as you.',
  host: 'Host',
  address: 'Address',
  since: 'Asked',
  as: 'As',
  warn: 'Approve only what you began yourself, just now, with this code.',
  approve: 'Approve',
  deny: 'Deny',
  again: 'Another code',
  gone: 'No command line waits with this code',
  goneText: 'It may have been used already, or waited too long. Begin again with legatorctl login.',
  approved: 'The command line is signed in',
  approvedText: 'You can close this page. Your profile lists it, and ends it.',
  denied: 'The command line was refused',
  deniedText: 'It gets nothing. If you did not begin it, somebody may have sent you that code.',
  profile: 'Open profile',
} as const;

/** Whether a command line may work as whoever is signed in here. Its code comes behind the `#`, or is typed. */
@Component({
  selector: 'lg-device-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, BareFrame, EmptyState, Failure, Field, LgButton, RouterLink, TextInput],
  template: `
    <lg-bare-frame [title]="words.title">
      @if (done(); as how) {
        <div role="status">
          <lg-empty-state
            [kind]="how === 'approve' ? 'all-quiet' : 'off'"
            [title]="how === 'approve' ? words.approved : words.denied"
            [text]="how === 'approve' ? words.approvedText : words.deniedText"
          />
        </div>
        <a lgButton routerLink="/profile">{{ words.profile }}</a>
      } @else if (question.value(); as asked) {
        <p>{{ words.asks }}</p>
        <dl>
          <dt>{{ words.code }}</dt>
          <dd class="mono code">{{ seen(asked.user_code) }}</dd>
          <dt>{{ words.host }}</dt>
          <dd class="mono">
            <bdi>{{ seen(asked.host_name) }}</bdi>
          </dd>
          <dt>{{ words.address }}</dt>
          <dd class="mono">{{ seen(asked.address) }}</dd>
          <dt>{{ words.since }}</dt>
          <dd><lg-age [at]="asked.created_at" /></dd>
          <dt>{{ words.as }}</dt>
          <dd>{{ account.name() }} · {{ account.role() }} · {{ account.place() }}</dd>
        </dl>
        <p class="soft">{{ words.warn }}</p>
        @if (sending.error(); as error) {
          <lg-failure plain [error]="error" [retryable]="false" />
        }
        <p class="verbs">
          <button lgButton variant="approve" [busy]="sending.busy()" (click)="decide('approve')">
            {{ words.approve }}
          </button>
          <button lgButton variant="danger" (click)="decide('deny')">{{ words.deny }}</button>
        </p>
      } @else {
        @if (question.error(); as error) {
          @if (error.status === 404) {
            <div role="alert">
              <p>
                <b>{{ words.gone }}</b>
              </p>
              <p class="soft">{{ words.goneText }}</p>
            </div>
          } @else {
            <lg-failure plain [error]="error" [retryable]="false" />
          }
        }
        <form novalidate (submit)="look($event)">
          <lg-field [label]="words.code" [help]="words.codeHelp" [error]="isBad() ? words.codeBad : ''">
            <input
              lgInput
              class="mono code"
              name="code"
              autocomplete="one-time-code"
              autocapitalize="characters"
              spellcheck="false"
              maxlength="20"
              [value]="code()"
              (input)="code.set($any($event.target).value)"
            />
          </lg-field>
          <button lgButton type="submit" variant="primary" [busy]="question.loading()">
            {{ words.look }}
          </button>
        </form>
      }
    </lg-bare-frame>
  `,
  styles: `
    form {
      display: flex;
      flex-direction: column;
      gap: 14px;
    }
    dl {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 6px 16px;
    }
    dt {
      color: var(--t3);
    }
    .code {
      letter-spacing: 0.12em;
    }
    .verbs {
      display: flex;
      gap: 8px;
    }
  `,
})
export class DevicePage {
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  protected readonly account = inject(Account);
  private readonly api = inject(DeviceApi);
  private readonly page = inject(DOCUMENT);
  protected readonly code = signal(codeOf(this.page.location.hash));
  protected readonly isBad = signal(false);
  protected readonly done = signal<'approve' | 'deny' | undefined>(undefined);
  protected readonly sending = new Sending();
  private readonly plain = computed(() =>
    this.code()
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, ''),
  );
  protected readonly question = new Loaded(() => this.api.ask(this.plain()));

  constructor() {
    inject(PageTitle).set({ text: WORDS.title, isError: true });
    if (this.plain().length === 8) void this.question.load();
  }

  protected look(event: Event): void {
    event.preventDefault();
    this.isBad.set(this.plain().length !== 8);
    if (!this.isBad()) void this.question.load();
  }

  protected async decide(verb: 'approve' | 'deny'): Promise<void> {
    const isDone = await this.sending.send(async () => {
      await this.api.decide(this.plain(), verb);
      return true;
    });
    if (isDone) this.done.set(verb);
  }
}

/** `#code=BCDF-GHJK`, or the code alone. */
function codeOf(hash: string): string {
  const text = hash.slice(1);
  return new URLSearchParams(text).get('code') ?? (/^[A-Za-z0-9-]{8,9}$/.test(text) ? text : '');
}
