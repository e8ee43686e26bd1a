import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

export interface Shortcut {
  /** One key as the keyboard names it ("j", "/", "?"), or two in a row: "g f". */
  readonly keys: string;
  /** What it does, as a verb: "Open the filter". */
  readonly description: string;
  /** Those of a page go with the page and come first in the list. */
  readonly scope?: 'page' | 'everywhere';
  readonly run: () => void;
}

/** Where the choice to do without is kept. */
export const SHORTCUTS_KEY = 'legator.shortcuts';

/** How long the second key of a sequence may take. */
const SEQUENCE_MS = 1_500;
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process']);

/**
 * Single keys for the page and for everywhere. They work only outside inputs and open dialogs, never together with
 * Ctrl, Alt or Meta, and not at all once this person has switched them off.
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly page = inject(DOCUMENT);
  private readonly all = signal<readonly Shortcut[]>([]);
  private readonly on = signal(readChoice());
  private readonly begun = signal('');
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** All that work now, the page's own first. */
  readonly list = computed(() => [
    ...this.all().filter(({ scope }) => scope !== 'everywhere'),
    ...this.all().filter(({ scope }) => scope === 'everywhere'),
  ]);
  readonly enabled = this.on.asReadonly();
  /** The first key of a sequence while the second is awaited, else empty. */
  readonly pending = this.begun.asReadonly();

  constructor() {
    const heard = (event: KeyboardEvent) => this.heard(event);
    this.page.addEventListener('keydown', heard);
    inject(DestroyRef).onDestroy(() => {
      this.page.removeEventListener('keydown', heard);
      clearTimeout(this.timer);
    });
  }

  /** Adds one and returns what removes it. Of two with the same keys the newer works. */
  register(shortcut: Shortcut): () => void {
    this.all.update((all) => [...all, shortcut]);
    return () => this.all.update((all) => all.filter((one) => one !== shortcut));
  }

  /** Switches all single keys on or off for this browser. */
  enable(isOn: boolean): void {
    this.on.set(isOn);
    try {
      localStorage.setItem(SHORTCUTS_KEY, isOn ? 'on' : 'off');
    } catch {
      // Storage is off: the choice holds until this page is left.
    }
  }

  private heard(event: KeyboardEvent): void {
    if (!this.on() || MODIFIERS.has(event.key) || !isBare(event) || !this.isOutside(event)) return;
    const keys = this.begun() ? `${this.begun()} ${event.key}` : event.key;
    this.begin('');
    const found = this.all().findLast((one) => one.keys === keys);
    if (found) {
      event.preventDefault();
      found.run();
    } else if (this.all().some((one) => one.keys.startsWith(`${event.key} `))) this.begin(event.key);
  }

  private begin(key: string): void {
    clearTimeout(this.timer);
    this.begun.set(key);
    if (key) this.timer = setTimeout(() => this.begun.set(''), SEQUENCE_MS);
  }

  /** Not while something is typed, and not for the page behind an open dialog. */
  private isOutside(event: KeyboardEvent): boolean {
    if (this.page.querySelector('[aria-modal="true"], dialog[open]')) return false;
    const target = event.composedPath()[0] ?? event.target;
    if (!(target instanceof HTMLElement)) return true;
    const role = target.getAttribute('role') ?? '';
    if (/^(textbox|searchbox|combobox|spinbutton|menu|menuitem.*)$/.test(role) || target.isContentEditable)
      return false;
    if (target instanceof HTMLInputElement) return /^(checkbox|radio|button|submit|range)$/.test(target.type);
    return !/^(TEXTAREA|SELECT)$/.test(target.tagName);
  }
}

/** Adds a shortcut for as long as the component lives that calls this while it is made. */
export function shortcut(
  keys: string,
  description: string,
  run: () => void,
  scope: Shortcut['scope'] = 'page',
): void {
  inject(DestroyRef).onDestroy(inject(Shortcuts).register({ keys, description, run, scope }));
}

/** Shift is part of "?" but a modifier of a letter. */
function isBare(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  return !(event.shiftKey && /^[a-z]$|^.{2,}$/i.test(event.key));
}

function readChoice(): boolean {
  try {
    return localStorage.getItem(SHORTCUTS_KEY) !== 'off';
  } catch {
    return true;
  }
}
