import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { SendMessage } from '../core/api/models';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import { Announcer } from '../ui/announcer';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { visibleText } from '../ui/visible-text';
import { ChatAnnouncements } from './chat-announcements';
import { ChatApi } from './chat-api';
import { ChatComposer } from './chat-composer';
import { Compose } from './compose';
import { ConversationActions } from './conversation-actions';
import { ConversationStore } from './conversation-store';
import { Examples } from './examples';
import { MessageList } from './message-list';
import { Outbox } from './outbox';
import type { Choice } from './question-part';
import { CHAT_WORDS as WORDS } from './chat-words';

/**
 * A conversation and where it is written into, the same on the page of the fleet and beside a probe. Without an id it is
 * one that begins with its first message. `ConversationStore`, `ConversationActions` and `Compose` come from around it.
 */
@Component({
  selector: 'lg-conversation-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ChatComposer, EmptyState, Examples, Failure, Icon, MessageList, Skeleton],
  templateUrl: './conversation-panel.html',
  styleUrl: './conversation-panel.css',
})
export class ConversationPanel {
  readonly id = input<string>();
  /** For a conversation about one probe. */
  readonly probe = input<{ readonly id: string; readonly name: string }>();
  /** A conversation came to be with its first message. */
  readonly begun = output<string>();
  protected readonly store = inject(ConversationStore);
  protected readonly compose = inject(Compose);
  protected readonly actions = inject(ConversationActions);
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  private readonly api = inject(ChatApi);
  private readonly outbox = inject(Outbox);
  private readonly announcer = inject(Announcer);
  private readonly news = new ChatAnnouncements();
  /** The first message, while there is no conversation to put it into. */
  protected readonly beginning = signal<SendMessage | undefined>(undefined);
  protected readonly failure = signal<ApiError | undefined>(undefined);

  protected readonly isNew = computed(() => !this.id() && !this.store.id());
  /** Not known yet to be about this probe: nothing is sent into it before it is. */
  protected readonly isForeign = computed(() => {
    const [probe, id] = [this.probe(), this.store.id()];
    return probe !== undefined && id !== '' && this.store.conversation()?.probe_id !== probe.id;
  });
  protected readonly lastOwn = computed(
    () => this.store.messages().findLast(({ role }) => role === 'user')?.content ?? '',
  );
  /** The model that did not answer the last question, if one was meant to. */
  protected readonly down = computed(() => {
    const last = this.store.messages().findLast(({ role }) => role === 'assistant');
    const notice = last?.parts.find((part) => part.type === 'notice' && part.code === WITHOUT_MODEL);
    return notice ? visibleText(last?.meta?.profile ?? '') || 'in use' : '';
  });

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => {
        this.compose.switchTo(id ?? '');
        if (id) void this.store.open(id);
        else this.store.close();
      });
    });
    effect(() => {
      const [id, messages] = [this.store.id(), this.store.messages()];
      if (!id || this.store.isLoading()) return;
      const news = this.news.next(id, messages);
      if (news.length > 0) untracked(() => this.announcer.polite(news.join(' ')));
    });
  }

  /** Sends what was written, into a new conversation where there is none yet. */
  async send(body: SendMessage): Promise<void> {
    const id = this.store.id();
    if (id) return this.store.send(body);
    if (this.beginning()) return;
    this.beginning.set(body);
    this.failure.set(undefined);
    try {
      const probe = this.probe()?.id;
      const begun = await this.api.create(probe === undefined ? 'fleet' : 'probe', probe);
      this.outbox.add(begun.id, body);
      this.compose.switchTo(begun.id, true);
      this.begun.emit(begun.id);
    } catch (cause) {
      this.failure.set(toApiError(cause));
      // What was written is not lost.
      this.compose.write(body.content);
    } finally {
      this.beginning.set(undefined);
    }
  }

  /** The pressed button is sent as the next message; the probes it names and what it confirms go with it. */
  protected choose({ value, confirmed_targets: count, confirmation, target }: Choice): void {
    void this.send({
      content: value,
      ...(count === undefined ? {} : { confirmed_targets: count }),
      ...(confirmation === undefined ? {} : { confirmation }),
      ...(target === undefined ? {} : { target }),
    });
  }

  protected editUnsent({ content, requestId }: { content: string; requestId: string }): void {
    this.store.drop(requestId);
    this.compose.write(content);
  }
}

/** The notice that rules took over because a model failed. */
const WITHOUT_MODEL = 'chat.without_model';
