import { Injectable, computed, inject } from '@angular/core';
import type { ChatMessage } from '../core/api/models';
import { Session } from '../core/session';
import { copyText } from '../ui/copy-button';
import { Dialogs } from '../ui/dialogs';
import { saveAs } from '../ui/save-as';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { ConversationStore } from './conversation-store';
import { CHAT_WORDS as WORDS } from './chat-words';

/** What can be done with a conversation and with an answer in it, beside talking. */
@Injectable()
export class ConversationActions {
  private readonly store = inject(ConversationStore);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);

  /** Whoever began it, and administrators. The control plane decides. */
  readonly mayChange = computed(() => this.store.conversation()?.mine === true || this.session.may('admin'));

  async rename(): Promise<void> {
    const [id, before] = [this.store.id(), this.title()];
    const component = import('./rename-dialog').then((file) => file.RenameDialog);
    const title = await this.dialogs.open<string>(component, before, { focus: 'input' });
    if (title && title !== before && !(await this.store.rename(title, id))) this.sayWhy(id, before);
  }

  async share(): Promise<void> {
    const link = new URL(`chat/${encodeURIComponent(this.store.id())}`, document.baseURI).href;
    if (await copyText(link)) this.toasts.done(WORDS.menu.shared);
    else this.toasts.failed(WORDS.menu.notShared);
  }

  async export(): Promise<void> {
    const [id, title] = [this.store.id(), this.title()];
    const text = await this.store.export();
    if (text === undefined) this.sayWhy(id, title);
    else saveAs(`${title || 'conversation'}.md`, text);
  }

  /** @returns whether it is gone */
  async remove(): Promise<boolean> {
    const [id, title] = [this.store.id(), this.title()];
    const isSure = await this.dialogs.confirm({
      title: WORDS.menu.removeTitle(visibleText(title)),
      text: WORDS.menu.removeText,
      verb: WORDS.menu.removeVerb,
      tone: 'danger',
    });
    if (!isSure) return false;
    const isGone = await this.store.remove(id);
    if (isGone) this.toasts.done(WORDS.menu.removed);
    else this.sayWhy(id, title);
    return isGone;
  }

  async right(message: ChatMessage): Promise<void> {
    if (!(await this.store.giveFeedback(message, { verdict: 'right', reason: '' }))) this.sayWhy();
  }

  async wrong(message: ChatMessage): Promise<void> {
    const component = import('./feedback-dialog').then((file) => file.FeedbackDialog);
    const said = await this.dialogs.open<{ reason: string }>(component, undefined, { focus: 'textarea' });
    if (!said) return;
    if (await this.store.giveFeedback(message, { verdict: 'wrong', reason: said.reason }))
      this.toasts.done(WORDS.feedback.done);
    else this.sayWhy();
  }

  private title(): string {
    return this.store.conversation()?.title ?? '';
  }

  /** By title, when another conversation is open by then. */
  private sayWhy(id = this.store.id(), title = ''): void {
    const problem = this.store.problem();
    const about = id === this.store.id() ? '' : `${visibleText(title) || WORDS.untitled}: `;
    if (problem) this.toasts.failed(about + problem.message);
  }
}
