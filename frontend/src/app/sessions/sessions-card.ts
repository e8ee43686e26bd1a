import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, input } from '@angular/core';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import type { SessionView } from '../core/api/models';
import { Doing } from '../core/doing';
import { Age } from '../ui/age';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { whenText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { deviceWords } from './device-words';
import { SessionsApi } from './sessions-api';

const WORDS = {
  own: 'Where you are signed in',
  tenant: 'Who is signed in',
  here: 'This one',
  end: 'End',
  endOthers: 'End all others',
  none: 'Nobody is signed in.',
  until: (when: string) => `Ends by itself on ${when}`,
  askOne: (device: string, who: string) => `End the sign-in of ${who ? `${who} (${device})` : device}?`,
  askText: 'Whoever uses it has to sign in again.',
  askOthers: 'End all of your other sign-ins?',
  askOthersText: 'Every other browser and command line has to sign in again. This one stays.',
  verb: 'End sign-in',
  ended: 'The sign-in has ended',
  endedMany: (count: number) => `${count} ${count === 1 ? 'sign-in has' : 'sign-ins have'} ended`,
  methods: { password: 'password', passkey: 'passkey', oidc: 'single sign-on' } as Record<string, string>,
} as const;

/** Sign-ins that hold: one's own, or those of everybody in this tenant. The one of this page stands first. */
@Component({
  selector: 'lg-sessions-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Card, Icon, LgButton, Pill],
  template: `
    <lg-card
      flush
      cancellable
      [title]="words[scope()]"
      [note]="count()"
      [loading]="sessions.isFirst()"
      [rows]="3"
      [rowHeight]="52"
      [error]="sessions.error()"
      (retry)="sessions.load()"
      (cancel)="sessions.cancel()"
    >
      <ng-container card-actions>
        @if (scope() === 'own' && rows().length > 1) {
          <button lgButton size="compact" (click)="endOthers()">{{ words.endOthers }}</button>
        }
      </ng-container>
      @if (sessions.value()) {
        <ul [attr.aria-label]="words[scope()]">
          @for (row of rows(); track row.id) {
            <li>
              <lg-icon [name]="row.icon" [size]="16" />
              <span class="what">
                <span class="first" [title]="row.agent">
                  @if (scope() === 'tenant') {
                    <b class="ellipsis"
                      ><bdi>{{ row.who }}</bdi></b
                    >
                  }
                  <span class="ellipsis">{{ row.device }}</span>
                  @if (row.current) {
                    <lg-pill size="small" tone="accent">{{ words.here }}</lg-pill>
                  }
                </span>
                <span class="quiet small" [title]="row.until">
                  <bdi class="mono">{{ row.address }}</bdi> · {{ row.method }} · <lg-age [at]="row.seen" />
                </span>
              </span>
              @if (!row.current) {
                <button lgButton size="compact" (click)="end(row)">
                  {{ words.end }}<span class="hidden"> {{ row.who }} {{ row.device }}</span>
                </button>
              }
            </li>
          } @empty {
            <li class="quiet">{{ words.none }}</li>
          }
        </ul>
      }
    </lg-card>
  `,
  styleUrl: './sessions-card.css',
})
export class SessionsCard {
  readonly scope = input<'own' | 'tenant'>('own');
  protected readonly words = WORDS;
  private readonly api = inject(SessionsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  private readonly session = inject(Session);
  protected readonly sessions = new Loaded(() => this.api.list(this.scope()));
  protected readonly rows = computed(() => {
    const all = (this.sessions.value() ?? []).map(rowOf);
    return all.sort((one, other) => Number(other.current) - Number(one.current));
  });
  protected readonly count = computed(() => (this.sessions.value() ? String(this.rows().length) : ''));

  constructor() {
    // Its input is there after the constructor.
    queueMicrotask(() => void this.sessions.load());
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['auth.', 'user.'], () => this.sessions.load()));
  }

  protected async end({ id, device, who }: Row): Promise<void> {
    const { askOne, askText: text, verb, ended } = WORDS;
    const title = askOne(device, this.scope() === 'tenant' ? who : '');
    if (!(await this.dialogs.confirm({ title, text, verb, tone: 'danger' }))) return;
    await this.doing.try(() => this.api.end(id), ended);
    await this.sessions.load();
  }

  protected async endOthers(): Promise<void> {
    const { askOthers: title, askOthersText: text, endOthers: verb, endedMany } = WORDS;
    if (!(await this.dialogs.confirm({ title, text, verb, tone: 'danger' }))) return;
    await this.doing.try(
      () => this.api.endOthers(),
      ({ ended }) => endedMany(ended),
    );
    await Promise.all([this.sessions.load(), this.session.load()]);
  }
}

type Row = ReturnType<typeof rowOf>;

function rowOf(one: SessionView) {
  return {
    id: one.id,
    current: one.current,
    who: visibleText(one.username ?? ''),
    icon: one.kind === 'cli' ? ('terminal' as const) : ('monitor' as const),
    device: one.kind === 'cli' ? 'Command line' : deviceWords(one.user_agent),
    agent: visibleText(one.user_agent),
    address: visibleText(one.address),
    method: WORDS.methods[one.method] ?? visibleText(one.method),
    seen: one.seen_at,
    until: WORDS.until(whenText(one.expires_at)),
  };
}
