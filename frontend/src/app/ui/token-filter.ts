import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  input,
  model,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Icon } from './icon';
import { Popup } from './popup';
import { type QueryPart, lastPart, partsOf, splitQuery } from './token-query';
import { type TokenKey, type TokenSuggestion, TokenSuggestions } from './token-suggestions';
import { visibleText } from './visible-text';

export type { TokenKey, TokenValue } from './token-suggestions';

/** A token that was refused, and why. Without a token the message is about the whole filter. */
export interface TokenError {
  readonly token?: string;
  readonly message: string;
}

let filters = 0;

/**
 * One field for words and `key:value` tokens. A finished token (Space, Enter, leaving the field) becomes a chip;
 * Backspace at the start takes the last one back. Words reach `query` while they are typed, tokens when finished. What
 * is marked `filterStart` or `filterEnd` stands inside, before the tokens and at the end.
 */
@Component({
  selector: 'lg-token-filter',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Popup],
  templateUrl: './token-filter.html',
  styleUrls: ['./tool.css', './popup.css', './token-filter.css'],
})
export class TokenFilter {
  readonly query = model('');
  readonly keys = input<readonly TokenKey[]>([]);
  readonly label = input('Filter');
  readonly placeholder = input('');
  readonly error = input<TokenError | undefined>();

  protected readonly id = `lg-filter-${filters++}`;
  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly tokens = signal<readonly QueryPart[]>([]);
  protected readonly draft = signal('');
  protected readonly suggestions = new TokenSuggestions(this.keys);
  protected readonly isOpen = signal(false);
  protected readonly isMenu = signal(false);
  protected readonly active = signal(-1);
  protected readonly shows = computed(() => this.isOpen() && !this.suggestions.none());
  protected readonly seen = visibleText;
  private written = '';

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => {
        if (query !== this.written) this.take(query);
      });
    });
  }

  /** Puts the cursor at the end of the field, as "/" does on a page. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected isBad(token: QueryPart): boolean {
    return this.error()?.token === token.text;
  }

  protected remove(token: QueryPart): void {
    this.tokens.update((tokens) => tokens.filter((one) => one !== token));
    this.write();
    this.focus();
  }

  protected clear(): void {
    this.take('');
    this.write();
    this.focus();
  }

  protected typed(): void {
    this.draft.set(this.field().nativeElement.value);
    if (/\s$/.test(this.draft()) && lastPart(this.draft()) === '') this.finish(true);
    else this.write();
    this.isMenu.set(false);
    this.suggest();
  }

  protected async toggleMenu(): Promise<void> {
    if (this.shows() && this.isMenu()) return this.close();
    this.focus();
    this.isMenu.set(true);
    this.isOpen.set(true);
    this.active.set(-1);
    await this.suggestions.look('', true);
  }

  protected choose(suggestion: TokenSuggestion): void {
    const part = this.isMenu() ? '' : lastPart(this.draft());
    const before = this.draft().slice(0, this.draft().length - part.length);
    const isApart = before === '' || /\s$/.test(before);
    this.draft.set(`${before}${isApart ? '' : ' '}${suggestion.insert}${suggestion.isWhole ? ' ' : ''}`);
    this.isMenu.set(false);
    this.field().nativeElement.value = this.draft();
    if (suggestion.isWhole) this.finish(false);
    this.focus();
    this.suggest();
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Backspace' && this.isAtStart()) this.takeBack();
    else if (event.key === 'Enter') this.entered();
    else if (event.key === 'Escape' && this.shows()) this.close();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      this.walk(event.key === 'ArrowDown' ? 1 : -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected left(): void {
    this.finish(false);
    this.close();
  }

  private entered(): void {
    const chosen = this.shows() ? this.suggestions.list()[this.active()] : undefined;
    if (chosen) return this.choose(chosen);
    this.finish(false);
    this.close();
  }

  private walk(by: 1 | -1): void {
    if (!this.shows()) {
      this.isOpen.set(true);
      this.active.set(-1);
      void this.suggestions.look(this.draft(), true);
      return;
    }
    const count = this.suggestions.list().length;
    this.active.update((at) => (at < 0 && by < 0 ? count - 1 : (at + by + count) % count));
    document.getElementById(`${this.id}-${this.active()}`)?.scrollIntoView?.({ block: 'nearest' });
  }

  private suggest(): void {
    this.isOpen.set(true);
    this.active.set(-1);
    void this.suggestions.look(this.draft());
  }

  private close(): void {
    this.isOpen.set(false);
    this.isMenu.set(false);
    this.suggestions.clear();
  }

  private isAtStart(): boolean {
    const { selectionStart, selectionEnd } = this.field().nativeElement;
    return selectionStart === 0 && selectionEnd === 0 && this.tokens().length > 0;
  }

  private takeBack(): void {
    this.tokens.update((tokens) => tokens.slice(0, -1));
    this.write();
  }

  /** Makes chips of the finished tokens in the draft and leaves the words. */
  private finish(keepSpace: boolean): void {
    const { tokens, words } = splitQuery(this.draft());
    if (tokens.length > 0) {
      this.tokens.update((all) => [...all, ...tokens]);
      this.draft.set(words && keepSpace ? `${words} ` : words);
      this.field().nativeElement.value = this.draft();
    }
    this.write();
  }

  private take(query: string): void {
    const { tokens, words } = splitQuery(query);
    this.tokens.set(tokens);
    this.draft.set(words);
    this.written = query;
  }

  /** A token that is still being typed is not part of the query yet. */
  private write(): void {
    const words = partsOf(this.draft()).filter(({ text, key }) => key === undefined && !this.isBegun(text));
    const query = [...this.tokens(), ...words].map(({ text }) => text).join(' ');
    this.written = query;
    this.query.set(query);
  }

  private isBegun(text: string): boolean {
    return this.keys().some(({ key }) => text === `${key}:` || text === `-${key}:`);
  }
}
