import { type Signal, computed, signal } from '@angular/core';
import { lastPart, tokenText } from './token-query';

export interface TokenValue {
  readonly value: string;
  /** What is shown where the value is for machines; the value then stands beside it. */
  readonly label?: string;
  readonly count?: number;
}

/** One key that a filter understands; `values` finds real values that begin with what was typed. */
export interface TokenKey {
  readonly key: string;
  readonly hint: string;
  readonly values?: (prefix: string) => Promise<readonly TokenValue[]>;
}

/** What may be put in place of the part that is being typed. */
export interface TokenSuggestion {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  /** The token is finished with it; else its value is typed next. */
  readonly isWhole: boolean;
}

/** Suggestions for the end of a text: keys first, then values of a key; answers that come too late are dropped. */
export class TokenSuggestions {
  private readonly found = signal<readonly TokenSuggestion[]>([]);
  private asked = 0;
  readonly list = this.found.asReadonly();
  readonly none = computed(() => this.found().length === 0);

  constructor(private readonly keys: Signal<readonly TokenKey[]>) {}

  /** Looks for what fits; with `all` every key is offered for an empty text. */
  async look(text: string, all = false): Promise<void> {
    const asked = ++this.asked;
    const part = lastPart(text);
    const [, minus = '', name = '', prefix = ''] = /^(-?)([\w.-]+):(.*)$/.exec(part) ?? [];
    const key = this.keys().find((one) => one.key === name);
    if (!key) return this.found.set(part || all ? this.keysFor(part) : []);
    if (!key.values) return this.found.set([]);
    const values = await key.values(prefix.replaceAll('"', '')).catch(() => []);
    if (asked === this.asked) this.found.set(values.map((value) => wholeOf(key, value, minus === '-')));
  }

  clear(): void {
    this.asked += 1;
    this.found.set([]);
  }

  private keysFor(part: string): TokenSuggestion[] {
    const minus = part.startsWith('-') ? '-' : '';
    const begin = part.slice(minus.length).toLowerCase();
    const fits = this.keys().filter(({ key }) => key.startsWith(begin));
    return fits.map(({ key, hint }) => ({
      label: `${minus}${key}:`,
      detail: hint,
      insert: `${minus}${key}:`,
      isWhole: false,
    }));
  }
}

function wholeOf({ key }: TokenKey, { value, label, count }: TokenValue, negated: boolean): TokenSuggestion {
  return {
    label: label ?? value,
    detail: count !== undefined ? String(count) : label === undefined ? '' : value,
    insert: tokenText(key, value, negated),
    isWhole: true,
  };
}
