import { Injectable, signal } from '@angular/core';

/** What a message is about, where the composer narrows it. */
export interface ChatTarget {
  readonly kind: 'all' | 'tag' | 'site' | 'probe';
  /** As it is sent: `all`, `tag:web`, `site:…`, a probe's id. */
  readonly value: string;
  /** As people call it. */
  readonly label: string;
  readonly count?: number;
}

/** What is being written, for the composer and for whatever puts words into it. One for each conversation on the screen. */
@Injectable()
export class Compose {
  readonly text = signal('');
  readonly target = signal<ChatTarget | undefined>(undefined);
  private readonly drafts = new Map<
    string,
    { readonly text: string; readonly target: ChatTarget | undefined }
  >();
  private current: string | undefined;
  private readonly asked = signal(0);
  /** Goes up when the composer is to take the focus. */
  readonly wanted = this.asked.asReadonly();

  /**
   * What was written for one conversation does not follow into another, and is there again when one comes back. A
   * conversation that has just begun keeps the target that was chosen for it.
   */
  switchTo(conversationId: string, isBegun = false): void {
    if (conversationId === this.current) return;
    if (this.current !== undefined && !isBegun) {
      this.drafts.set(this.current, { text: this.text(), target: this.target() });
      const draft = this.drafts.get(conversationId);
      this.text.set(draft?.text ?? '');
      this.target.set(draft?.target);
    }
    this.current = conversationId;
  }

  /** Puts a command where it can be looked at, changed and sent. It runs nothing. */
  propose(line: string): void {
    this.write(`!${line.replace(/^\s*[$#]\s+/gm, '').trim()}`);
  }

  write(text: string): void {
    this.text.set(text);
    this.focus();
  }

  focus(): void {
    this.asked.update((count) => count + 1);
  }
}
