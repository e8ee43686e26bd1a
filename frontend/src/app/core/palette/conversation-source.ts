import { Injectable, inject } from '@angular/core';
import type { ConversationPage } from '../api/models';
import type { PaletteItem, PaletteQuery, PaletteSource } from '../../ui/palette';
import { visibleText } from '../../ui/visible-text';
import { Api } from '../api-client';
import { Session } from '../session';
import { SEARCH_PAUSE_MS } from './fleet-source';
import { Opener } from './opener';
import { GROUPS } from './palette-groups';

const LIMIT = 4;
const SHORTEST = 3;

/** Conversations by their titles and what was said in them. */
@Injectable({ providedIn: 'root' })
export class ConversationSource implements PaletteSource {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly opener = inject(Opener);
  private readonly pauseMs = inject(SEARCH_PAUSE_MS);
  private turn = 0;

  async find({ mode, text }: PaletteQuery): Promise<readonly PaletteItem[]> {
    const turn = ++this.turn;
    const isAsked = mode === '' && text.length >= SHORTEST && text.length <= 200;
    if (!isAsked || !this.session.shows('fleet:read')) return [];
    await new Promise((resolve) => setTimeout(resolve, this.pauseMs));
    if (turn !== this.turn) return [];
    const query = { scope: 'fleet', q: text, limit: LIMIT };
    const path = '/api/v1/conversations';
    const { conversations } = await this.api.call<ConversationPage>({
      method: 'GET',
      path,
      query,
      as: 'json',
    });
    return conversations.map(({ id, title }) => ({
      id: `talk ${id}`,
      group: GROUPS.talks,
      icon: 'messages-square',
      title: visibleText(title),
      ranges: [],
      run: (how) => this.opener.open(`/chat/${encodeURIComponent(id)}`, how),
    }));
  }
}
