import { Injectable } from '@angular/core';
import { keptForOwner } from '../core/kept';
import { CHAT_WORDS as WORDS } from './chat-words';

const MOST = 30;
const LONGEST = 500;

/** Questions that are asked again: a few that are given, and those this person keeps in this browser. */
@Injectable({ providedIn: 'root' })
export class Prompts {
  private readonly own = keptForOwner<readonly string[]>('chat-prompts', [], isTexts);

  /** One's own first, newest first. */
  all(): readonly { readonly title: string; readonly isOwn: boolean }[] {
    const own = this.own.value().map((title) => ({ title, isOwn: true }));
    return [...own, ...WORDS.prompts.map((title) => ({ title, isOwn: false }))];
  }

  /** Safe to call in a template: it is a signal. */
  has(text: string): boolean {
    return this.own.value().includes(textOf(text));
  }

  /** Keeps it, or forgets it again. */
  toggle(text: string): void {
    const prompt = textOf(text);
    const others = this.own.value().filter((one) => one !== prompt);
    this.own.set(this.has(text) || !prompt ? others : [prompt, ...others].slice(0, MOST));
  }
}

const textOf = (text: string) => text.trim().slice(0, LONGEST);

function isTexts(found: unknown): found is readonly string[] {
  return Array.isArray(found) && found.every((one) => typeof one === 'string' && one.length <= LONGEST);
}
