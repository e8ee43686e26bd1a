import { Injectable, inject } from '@angular/core';
import type { PaletteItem, PaletteQuery, PaletteSource } from '../../ui/palette';
import { visibleText } from '../../ui/visible-text';
import { Asking } from '../asking';
import { Selection } from '../selection';
import { Session } from '../session';
import { Opener } from './opener';
import { GROUPS } from './palette-groups';

const LONGEST = 16_000;

/** What was typed, as a question: with "?" in front at once, else where it looks like one. */
@Injectable({ providedIn: 'root' })
export class AskSource implements PaletteSource {
  private readonly asking = inject(Asking);
  private readonly selection = inject(Selection);
  private readonly session = inject(Session);
  private readonly opener = inject(Opener);

  find({ mode, text, context }: PaletteQuery): readonly PaletteItem[] {
    const isQuestion = mode === '?' ? text !== '' : mode === '' && /\S\s+\S/.test(text);
    if (!isQuestion || text.length > LONGEST || !this.session.shows('fleet:read')) return [];
    const selected = context === undefined ? undefined : this.selection.current();
    const about = selected ? [this.item(text, `Ask about ${selected.text}`, selected.id)] : [];
    return [...about, this.item(text, 'Ask the fleet')];
  }

  private item(text: string, title: string, probe?: string): PaletteItem {
    return {
      id: `ask ${probe ?? 'fleet'}`,
      group: GROUPS.ask,
      icon: 'sparkles',
      title: `${title}: ${visibleText(text)}`,
      ranges: [],
      run: (how) => {
        const url = probe ? `/fleet/${encodeURIComponent(probe)}/chat?talk=new` : '/chat/new';
        // Another tab knows nothing of this one: there it is put into the composer, and not sent.
        if (how.newTab && !probe) return this.opener.open(`${url}?q=${encodeURIComponent(text)}`, how);
        this.asking.ask({ text, ...(probe ? { probe } : {}) });
        this.opener.open(url, { newTab: false });
      },
    };
  }
}
