import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, signal } from '@angular/core';
import type { TokenView } from '../../core/api/models';
import { LiveFeed } from '../../core/live/live-feed';
import { Loaded } from '../../core/loaded';
import { toApiError } from '../../core/api-errors';
import { failureText } from '../../core/error-words';
import { Age } from '../../ui/age';
import { LgButton } from '../../ui/button';
import { Card } from '../../ui/card';
import { Dialogs } from '../../ui/dialogs';
import { Pill } from '../../ui/pill';
import { Tag } from '../../ui/tag';
import { momentText } from '../../ui/time-text';
import type { Tone } from '../../ui/tone';
import { Toasts } from '../../ui/toasts';
import { visibleText } from '../../ui/visible-text';
import { EnrolApi } from './enrol-api';
import { ENROL_WORDS } from './enrol-words';

type State = keyof typeof ENROL_WORDS.state;
const TONES: Readonly<Record<State, Tone>> = {
  active: 'ok',
  used: 'neutral',
  revoked: 'bad',
  expired: 'neutral',
};

/** Tokens that were made, those that still work first, and a way to end them. For administrators. */
@Component({
  selector: 'lg-token-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Card, LgButton, Pill, Tag],
  templateUrl: './token-list.html',
  styleUrl: './token-list.css',
})
export class TokenListCard {
  private readonly api = inject(EnrolApi);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  protected readonly words = ENROL_WORDS;
  protected readonly moment = momentText;
  protected readonly tokens = new Loaded(() => this.api.list());
  protected readonly showsEnded = signal(false);

  private readonly all = computed(() => (this.tokens.value()?.tokens ?? []).map(rowOf));
  protected readonly ended = computed(() => this.all().filter(({ state }) => state !== 'active').length);
  protected readonly rows = computed(() => [
    ...this.all().filter(({ state }) => state === 'active'),
    ...(this.showsEnded() ? this.all().filter(({ state }) => state !== 'active') : []),
  ]);

  constructor() {
    void this.tokens.load();
    const feed = inject(LiveFeed);
    inject(DestroyRef).onDestroy(feed.watch(['token.', 'probe.registered'], () => this.tokens.load()));
  }

  protected async revoke({ id, prefix }: TokenView): Promise<void> {
    const sure = await this.dialogs.confirm({
      title: ENROL_WORDS.revokeAsk(prefix),
      text: ENROL_WORDS.revokeText,
      verb: ENROL_WORDS.revokeVerb,
      tone: 'danger',
    });
    if (!sure) return;
    try {
      await this.api.revoke(id);
      this.toasts.done(ENROL_WORDS.revoked(prefix));
    } catch (cause) {
      this.toasts.failed(`${ENROL_WORDS.revokeFailed} ${failureText(toApiError(cause))}`);
    }
    await this.tokens.load();
  }
}

function rowOf(token: TokenView) {
  const state: State = token.active ? 'active' : token.revoked ? 'revoked' : token.used ? 'used' : 'expired';
  return {
    token,
    state,
    tone: TONES[state],
    word: ENROL_WORDS.state[state],
    by: visibleText(token.created_by),
    uses: ENROL_WORDS.usesText(token.uses, token.max_uses),
    tags: token.tags.map(visibleText),
    from: token.cidr ?? '–',
  };
}
