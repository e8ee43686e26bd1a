import { Injectable, InjectionToken, inject } from '@angular/core';
import { type PaletteItem, type PaletteQuery, type PaletteSource, rankBy } from '../../ui/palette';
import { Session } from '../session';
import { Opener } from './opener';
import { GROUPS } from './palette-groups';
import { type FoundProbe, ProbeSearchApi } from './probe-search-api';

const LIMIT = 8;

/** How long nothing is typed before the fleet is asked, in milliseconds. A test puts its own here. */
export const SEARCH_PAUSE_MS = new InjectionToken<number>('SEARCH_PAUSE_MS', {
  providedIn: 'root',
  factory: () => 150,
});

/** Probes and tags, asked of the control plane once the typing pauses. */
@Injectable({ providedIn: 'root' })
export class FleetSource implements PaletteSource {
  private readonly api = inject(ProbeSearchApi);
  private readonly session = inject(Session);
  private readonly opener = inject(Opener);
  private readonly pauseMs = inject(SEARCH_PAUSE_MS);
  private turn = 0;

  find({ mode, text }: PaletteQuery): readonly PaletteItem[] | Promise<readonly PaletteItem[]> {
    const turn = ++this.turn;
    if (!this.session.shows('fleet:read')) return [];
    if (mode === '#') return this.tags(text, turn);
    if (mode === '@' || (mode === '' && text.length > 1)) return this.probes(text, turn);
    return [];
  }

  private async probes(text: string, turn: number): Promise<readonly PaletteItem[]> {
    if (!(await this.isStillAsked(turn))) return [];
    return (await this.api.find(text, LIMIT)).map((probe) => this.probeItem(probe));
  }

  private async tags(text: string, turn: number): Promise<readonly PaletteItem[]> {
    if (!(await this.isStillAsked(turn))) return [];
    // Ranked by their names alone: "pro" is not to find every tag of "1 probe".
    const tags = Object.entries(await this.api.tags()).map(([title, count]) => ({ title, count }));
    return rankBy(text, tags).map(({ title, count, ranges }) => ({ ...this.tagItem(title, count), ranges }));
  }

  /** Only the last of several keystrokes becomes a call. */
  private async isStillAsked(turn: number): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, this.pauseMs));
    return turn === this.turn;
  }

  private probeItem({ id, hostname, status, distribution, os }: FoundProbe): PaletteItem {
    return {
      id: `probe ${id}`,
      group: GROUPS.probes,
      icon: 'fleet',
      title: hostname || id,
      detail: ['probe', status, distribution || os].filter(Boolean).join(' · '),
      run: (how) => this.opener.open(`/fleet/${encodeURIComponent(id)}`, how),
    };
  }

  private tagItem(tag: string, count: number): PaletteItem {
    return {
      id: `tag ${tag}`,
      group: GROUPS.tags,
      icon: 'tag',
      title: tag,
      detail: count === 1 ? '1 probe' : `${count} probes`,
      run: (how) => this.opener.open(`/fleet?q=${encodeURIComponent(tag)}`, how),
    };
  }
}
