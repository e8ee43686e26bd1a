import { type Signal, computed, inject, signal, untracked } from '@angular/core';
import { PageOwner } from './page-owner';

const OWN = 'own.';

/** A choice of this person. It is kept in this browser and holds at least until the page is left. */
export interface Kept<T> {
  readonly value: Signal<T>;
  set(value: T): void;
}

/**
 * Reads and keeps a choice under `legator.<name>`. What is found there and does not pass `isValid` (an older console,
 * a curious hand) counts as nothing; a browser that keeps nothing is no error.
 */
export function kept<T>(name: string, fallback: T, isValid: (found: unknown) => found is T): Kept<T> {
  const key = `legator.${name}`;
  const current = signal(read(key, fallback, isValid));
  return {
    value: current.asReadonly(),
    set(value) {
      current.set(value);
      try {
        // A word is kept as it is: `index.html` reads it without ado.
        localStorage.setItem(key, typeof value === 'string' ? value : JSON.stringify(value));
      } catch {
        // Storage is off or full: the choice holds until this page is left.
      }
    },
  };
}

/**
 * The same for what tells what somebody looked at or did: for this person in this tenant, until they sign out. Nothing
 * is kept before it is known who that is. Called where one may inject.
 */
export function keptForOwner<T>(name: string, fallback: T, isValid: (found: unknown) => found is T): Kept<T> {
  const owner = inject(PageOwner);
  const current = computed(() => {
    const key = owner.key();
    return key === undefined ? unkept(fallback) : kept(`${OWN}${key}.${name}`, fallback, isValid);
  });
  return { value: computed(() => current().value()), set: (value) => untracked(current).set(value) };
}

function unkept<T>(value: T): Kept<T> {
  const current = signal(value);
  return { value: current, set: (next) => current.set(next) };
}

/** What earlier versions kept for whoever came next. */
const BEFORE_OWNERS = ['legator.recent', 'legator.commands', 'legator.runs', 'legator.chat-prompts'];

/** What was kept for owners, whoever they were. */
export function forgetOwners(): void {
  try {
    const isOwned = (key: string) => key.startsWith(`legator.${OWN}`) || BEFORE_OWNERS.includes(key);
    const keys = Object.keys(localStorage).filter(isOwned);
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Storage is off: nothing was kept.
  }
}

export const isBoolean = (found: unknown): found is boolean => typeof found === 'boolean';
export const isNumber = (found: unknown): found is number => typeof found === 'number';

function read<T>(key: string, fallback: T, isValid: (found: unknown) => found is T): T {
  try {
    const text = localStorage.getItem(key);
    const found = text === null ? undefined : parsed(text);
    return isValid(found) ? found : fallback;
  } catch {
    return fallback;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
