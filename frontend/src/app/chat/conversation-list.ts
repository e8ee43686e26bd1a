import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Conversation } from '../core/api/models';
import { Now } from '../core/now';
import { LgButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { TextInput } from '../ui/text-input';
import { momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { agoText } from './ago-text';
import { Conversations } from './conversations';
import { CHAT_WORDS as WORDS } from './chat-words';

const PAUSE_MS = 250;

/** The conversations about the fleet, newest first, with what waits in them; searched by titles and messages. */
@Component({
  selector: 'lg-conversation-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, Failure, Icon, LgButton, RouterLink, Skeleton, TextInput],
  templateUrl: './conversation-list.html',
  styleUrl: './conversation-list.css',
})
export class ConversationList {
  readonly current = input<string>();
  /** Whether the heading of the page is here. */
  readonly titled = input(true);
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  protected readonly moment = momentText;
  protected readonly store = inject(Conversations);
  protected readonly q = signal('');
  private readonly now = inject(Now);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly rows = computed(() =>
    this.store.all().map((one) => ({
      one,
      title: visibleText(one.title) || WORDS.untitled,
      about: this.aboutOf(one),
      age: agoText(Date.parse(one.last_message_at), this.now.ms()),
      waits: one.waiting_approvals > 0,
      works: one.state === 'working' || one.state === 'queued',
    })),
  );

  constructor() {
    effect(() => {
      // Opening one changes what is newest.
      this.current();
      untracked(() => void this.store.show({ scope: 'fleet', q: this.q() }));
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected search(text: string): void {
    this.q.set(text.trim());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.store.show({ scope: 'fleet', q: this.q() }), PAUSE_MS);
  }

  private aboutOf({
    probes,
    waiting_approvals: waiting,
    state,
    mine,
    created_by: by,
  }: Conversation): readonly string[] {
    const what = waiting > 0 ? WORDS.list.approvals(waiting) : WORDS.list.states[state];
    return [
      ...(probes > 0 ? [WORDS.probes(probes)] : []),
      ...(what ? [what] : []),
      ...(mine ? [] : [WORDS.list.by(visibleText(by.name))]),
    ];
  }
}
