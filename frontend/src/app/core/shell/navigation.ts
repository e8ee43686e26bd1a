import { Injectable, type Signal, computed, inject } from '@angular/core';
import { isBoolean, kept } from '../kept';
import { Session } from '../session';
import { Viewport } from '../viewport';
import { NAV_ENTRIES, NAV_GROUPS, type NavCounter, type NavEntry } from './entries';

/** An entry with its number, as it is shown. */
export interface ShownEntry extends NavEntry {
  readonly count?: { readonly value: number; readonly tone: NavCounter['tone']; readonly unit: string };
}

/** Which entries this person sees, and whether the navigation shows their words. */
@Injectable({ providedIn: 'root' })
export class Navigation {
  private readonly session = inject(Session);
  private readonly viewport = inject(Viewport);
  private readonly counts = new Map<NavEntry, Signal<number | undefined>>(
    NAV_ENTRIES.flatMap((entry) => (entry.counter ? [[entry, entry.counter.of()] as const] : [])),
  );
  // Two choices, because who has room for words does not thereby want them where there is none.
  private readonly wide = kept('navigation.collapsed', false, isBoolean);
  private readonly narrow = kept('navigation.collapsed.narrow', true, isBoolean);
  private readonly choice = computed(() => (this.viewport.isNarrow() ? this.narrow : this.wide));

  readonly isCollapsed = computed(() => this.choice().value());
  /** What may not be read is absent. */
  readonly entries = computed<readonly ShownEntry[]>(() =>
    NAV_ENTRIES.filter(({ permission }) => this.session.shows(permission)).map((entry) => this.shown(entry)),
  );
  readonly groups = computed(() =>
    NAV_GROUPS.map((name) => ({
      name,
      entries: this.entries().filter(({ group }) => group === name),
    })).filter(({ entries }) => entries.length > 0),
  );

  toggle(): void {
    this.choice().set(!this.isCollapsed());
  }

  private shown(entry: NavEntry): ShownEntry {
    const value = this.counts.get(entry)?.();
    if (!entry.counter || value === undefined) return entry;
    // Nothing waiting is no news; nothing at all in the fleet is.
    if (value === 0 && entry.counter.tone !== 'quiet') return entry;
    return { ...entry, count: { value, tone: entry.counter.tone, unit: entry.counter.unit } };
  }
}
