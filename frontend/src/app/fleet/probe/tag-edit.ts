import { Injectable, inject } from '@angular/core';
import { toApiError } from '../../core/api-errors';
import { failureText } from '../../core/error-words';
import { Toasts } from '../../ui/toasts';
import { ProbeApi } from './probe-api';
import { ProbeStore } from './probe-store';
import { WORDS } from './probe-words';

/** Changes the tags of the open probe at once, and takes it back visibly where it is refused. */
@Injectable()
export class TagEdit {
  private readonly api = inject(ProbeApi);
  private readonly store = inject(ProbeStore);
  private readonly toasts = inject(Toasts);
  private turn: Promise<void> = Promise.resolve();

  /** Why this cannot be a tag of it; empty when it can. */
  problem(text: string): string {
    const tag = asTag(text);
    if (tag.length > 128) return WORDS.tags.tooLong;
    return this.tags().includes(tag) ? WORDS.tags.twice : '';
  }

  add(text: string): Promise<void> {
    const tag = asTag(text);
    if (!tag || this.problem(tag)) return Promise.resolve();
    return this.change(
      tag,
      (tags) => [...tags, tag],
      WORDS.tags.added(tag),
      () => this.remove(tag),
    );
  }

  remove(tag: string): Promise<void> {
    return this.change(
      tag,
      (tags) => tags.filter((one) => one !== tag),
      WORDS.tags.removed(tag),
      () => this.add(tag),
    );
  }

  private tags(): readonly string[] {
    return this.store.probe()?.tags ?? [];
  }

  /** One after the other: each sends all tags, and two under way would undo one another. */
  private change(
    tag: string,
    update: (tags: readonly string[]) => readonly string[],
    done: string,
    undo: () => Promise<void>,
  ): Promise<void> {
    const id = this.store.id();
    this.store.showTags(update(this.tags()));
    const send = async () => {
      try {
        const tags = await this.api.setTags(id, update(await this.truth(id)));
        if (id === this.store.id()) this.store.showTags(tags);
        this.toasts.done(done, () => void (id === this.store.id() && undo()));
      } catch (cause) {
        this.toasts.failed(WORDS.tags.failed(tag, failureText(toApiError(cause))));
        if (id === this.store.id()) await this.store.load();
      }
    };
    return (this.turn = this.turn.then(send));
  }

  /** As they are kept now: somebody else may have changed them since the page was opened. */
  private async truth(id: string): Promise<readonly string[]> {
    return (await this.api.get(id)).tags;
  }
}

function asTag(text: string): string {
  return text.trim().toLowerCase();
}
