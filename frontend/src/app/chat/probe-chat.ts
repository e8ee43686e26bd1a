import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import type { Conversation } from '../core/api/models';
import { Asking } from '../core/asking';
import { LgButton } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../ui/menu';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { Compose } from './compose';
import { ConversationActions } from './conversation-actions';
import { ConversationPanel } from './conversation-panel';
import { ConversationStore } from './conversation-store';
import { Conversations } from './conversations';
import { CHAT_WORDS as WORDS } from './chat-words';

const FRESH = 'new';

/** Conversations about one probe, beside everything else that is known of it. */
@Component({
  selector: 'lg-probe-chat',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [Compose, ConversationActions, Conversations, ConversationStore],
  imports: [ConversationPanel, IconButton, LgButton, Menu, MenuItem, MenuTrigger, TextInput],
  template: `
    <header>
      @if (list.all().length > 0) {
        <select
          lgInput
          [attr.aria-label]="words.list.label"
          (change)="talkChange.emit($any($event.target).value)"
        >
          @if (!current()) {
            <option [value]="fresh" selected>{{ words.untitled }}</option>
          }
          @for (one of list.all(); track one.id) {
            <option [value]="one.id" [selected]="one.id === current()">{{ seen(one.title) }}</option>
          }
        </select>
      }
      @if (current()) {
        <button
          lgButton
          size="compact"
          icon="plus"
          [attr.aria-label]="words.list.freshLong"
          (click)="talkChange.emit(fresh)"
        >
          {{ words.list.fresh }}
        </button>
        <button
          lgIconButton
          size="compact"
          icon="ellipsis"
          [aria-label]="words.menu.label"
          [lgMenuTrigger]="more"
        ></button>
        <ng-template #more>
          <lg-menu>
            <button lgMenuItem icon="share-2" (triggered)="actions.share()">{{ words.menu.share }}</button>
            <button lgMenuItem icon="download" (triggered)="actions.export()">{{ words.menu.export }}</button>
            @if (actions.mayChange()) {
              <button lgMenuItem icon="pencil" (triggered)="rename()">{{ words.menu.rename }}</button>
              <hr />
              <button lgMenuItem icon="trash-2" tone="bad" (triggered)="remove()">
                {{ words.menu.remove }}
              </button>
            }
          </lg-menu>
        </ng-template>
      }
    </header>
    <lg-conversation-panel [id]="current()" [probe]="probe()" (begun)="begun($event)">
      <button gone lgButton (click)="talkChange.emit(fresh)">{{ words.list.freshLong }}</button>
    </lg-conversation-panel>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      height: max(380px, calc(100dvh - 268px));
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--canvas);
    }
    header {
      display: flex;
      flex: none;
      align-items: center;
      justify-content: flex-end;
      gap: 6px;
      padding: 6px 8px;
      border-bottom: 1px solid var(--line);
    }
    header:empty {
      display: none;
    }
    select {
      flex: 1;
    }
    lg-conversation-panel {
      flex: 1;
    }
    @media (max-width: 767px) {
      :host {
        height: max(420px, calc(100dvh - 330px));
      }
    }
  `,
})
export class ProbeChat {
  readonly id = input.required<string>();
  readonly name = input.required<string>();
  /** From the address: which conversation, or `new`; the latest when nothing is said. */
  readonly talk = input<string>();
  readonly talkChange = output<string>();
  protected readonly words = WORDS;
  protected readonly fresh = FRESH;
  protected readonly seen = visibleText;
  protected readonly list = inject(Conversations);
  protected readonly actions = inject(ConversationActions);
  private readonly store = inject(ConversationStore);
  private readonly asking = inject(Asking);
  private readonly compose = inject(Compose);
  private readonly panel = viewChild(ConversationPanel);
  protected readonly probe = computed(() => ({ id: this.id(), name: this.name() }));
  /** The conversation that was read last, also after it was closed: whose it is stays known. */
  private readonly read = linkedSignal<Conversation | undefined, Conversation | undefined>({
    source: this.store.conversation,
    computation: (now, before) => now ?? before?.value,
  });
  /** An address may name a conversation of another probe (a link, Back): what is said here must not go there. */
  protected readonly current = computed(() => {
    const [talk, read] = [this.talk(), this.read()];
    if (talk === FRESH || (read && read.id === talk && read.probe_id !== this.id())) return undefined;
    return talk ?? this.list.all()[0]?.id;
  });

  constructor() {
    effect(() => {
      const probe_id = this.id();
      untracked(() => void this.list.show({ scope: 'probe', probe_id }));
    });
    effect(() => {
      const isReady =
        this.asking.waiting() && this.panel() && this.talk() === FRESH && this.store.id() === '';
      if (isReady) untracked(() => this.askNow());
    });
  }

  private askNow(): void {
    const asked = this.asking.take(this.id());
    if (asked?.startsWith('!')) this.compose.write(asked);
    else if (asked) void this.panel()?.send({ content: asked });
  }

  protected begun(id: string): void {
    void this.list.refresh();
    this.talkChange.emit(id);
  }

  protected async rename(): Promise<void> {
    await this.actions.rename();
    await this.list.refresh();
  }

  protected async remove(): Promise<void> {
    const id = this.store.id();
    if (!(await this.actions.remove())) return;
    this.list.forget(id);
    if (id === this.store.id()) this.talkChange.emit(FRESH);
    await this.list.refresh();
  }
}
