import { computed, signal } from '@angular/core';
import type { PaletteItem, PaletteQuery, PaletteSource } from './palette-source';

export interface PaletteSection {
  readonly group: string;
  readonly items: readonly PaletteItem[];
}

/** What the sources found for the last query: answers at once in the given order of groups, later ones below. */
export class PaletteResults {
  private readonly found = signal<readonly PaletteSection[]>([]);
  private readonly open = signal(0);
  private readonly all = signal(0);
  private readonly bad = signal(false);
  private asked = 0;

  readonly sections = this.found.asReadonly();
  readonly items = computed(() => this.found().flatMap(({ items }) => items));
  /** All that were found, also those there is no room for. */
  readonly total = this.all.asReadonly();
  readonly isWaiting = computed(() => this.open() > 0);
  /** A source gave no answer. */
  readonly hasFailed = this.bad.asReadonly();

  /** Asks every source anew; answers to an earlier query no longer count. */
  find(
    sources: readonly PaletteSource[],
    query: PaletteQuery,
    groups: readonly string[],
    perGroup: number,
  ): void {
    const asked = ++this.asked;
    this.bad.set(false);
    const answers = sources.map((source) => this.ask(source, query));
    const now = answers.flatMap((answer) => (answer instanceof Promise ? [] : answer));
    this.all.set(now.length);
    this.found.set(sectionsOf(now, groups, perGroup));
    const late = answers.filter((answer) => answer instanceof Promise);
    this.open.set(late.length);
    for (const answer of late) void this.add(answer, asked, groups, perGroup);
  }

  private ask(
    source: PaletteSource,
    query: PaletteQuery,
  ): readonly PaletteItem[] | Promise<readonly PaletteItem[]> {
    try {
      return source.find(query);
    } catch {
      this.bad.set(true);
      return [];
    }
  }

  private async add(
    answer: Promise<readonly PaletteItem[]>,
    asked: number,
    groups: readonly string[],
    perGroup: number,
  ): Promise<void> {
    const items = await answer.catch(() => undefined);
    if (asked !== this.asked) return;
    this.open.update((open) => open - 1);
    if (!items) return this.bad.set(true);
    const known = new Set(this.items().map(({ id }) => id));
    const fresh = items.filter(({ id }) => !known.has(id));
    this.all.update((all) => all + fresh.length);
    this.found.update((sections) => [...sections, ...sectionsOf(fresh, groups, perGroup)]);
  }
}

function sectionsOf(
  items: readonly PaletteItem[],
  groups: readonly string[],
  perGroup: number,
): PaletteSection[] {
  const names = [...new Set([...groups, ...items.map(({ group }) => group)])];
  const sections = names.map((group) => ({
    group,
    items: items.filter((item) => item.group === group).slice(0, perGroup),
  }));
  return sections.filter((section) => section.items.length > 0);
}
