import { Injectable, inject, signal } from '@angular/core';
import { ProbeSearchApi } from '../core/palette/probe-search-api';
import { SitesApi } from '../sites/sites-api';
import { rankBy } from '../ui/palette-match';
import type { IconName } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import type { ChatTarget } from './compose';
import type { Trigger } from './composer-keys';
import { Prompts } from './prompts';
import { CHAT_WORDS as WORDS } from './chat-words';

/** One line of the list that the composer opens. */
export interface Suggestion {
  readonly id: string;
  readonly icon: IconName;
  readonly text: string;
  readonly detail: string;
  readonly target?: ChatTarget;
  /** Takes the place of what was written. */
  readonly prompt?: string;
}

const PAUSE_MS = 120;
const PROBES = 6;
const OTHERS = 5;

/** What `@` and `/` offer: targets of this fleet, and prompts that are used again. */
@Injectable()
export class Suggestions {
  private readonly probes = inject(ProbeSearchApi);
  private readonly sites = inject(SitesApi);
  private readonly kept = inject(Prompts);
  private readonly found = signal<readonly Suggestion[]>([]);
  private readonly busy = signal(false);
  private turn = 0;

  readonly all = this.found.asReadonly();
  readonly isSearching = this.busy.asReadonly();

  async find(trigger: Trigger | undefined): Promise<void> {
    const turn = ++this.turn;
    this.busy.set(false);
    if (!trigger) return this.found.set([]);
    if (trigger.kind === 'prompt') return this.found.set(this.prompts(trigger.text));
    this.busy.set(true);
    if (trigger.text) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (turn !== this.turn) return;
    const found = await this.targets(trigger.text);
    if (turn !== this.turn) return;
    this.busy.set(false);
    this.found.set(found);
  }

  private prompts(text: string): readonly Suggestion[] {
    return rankBy(text, this.kept.all()).map(({ title, isOwn }) => ({
      id: `prompt ${title}`,
      icon: isOwn ? ('star' as const) : ('message-square' as const),
      text: visibleText(title),
      detail: '',
      prompt: title,
    }));
  }

  /** Whatever cannot be read is left out: the others help all the same. */
  private async targets(text: string): Promise<readonly Suggestion[]> {
    const [probes, tags, sites] = await Promise.all([
      this.probes.find(text.replace(/^(tag|site):/, ''), PROBES).catch(() => []),
      this.probes.tags().catch(() => ({})),
      this.sites.list().then(
        (answer) => answer.sites,
        () => [],
      ),
    ]);
    const all = rankBy(text, [{ title: 'all' }]).map(() => targetOf('all', 'all', WORDS.composer.wholeFleet));
    const ofTags = rankBy(
      text,
      Object.entries(tags).map(([name, count]) => ({ title: `tag:${name}`, count })),
    );
    const ofSites = rankBy(
      text,
      sites.map(({ name, probes: count }) => ({ title: `site:${name}`, count })),
    );
    return [
      ...probes.map(({ id, hostname, status }) => targetOf('probe', id, hostname || id, undefined, status)),
      ...ofTags.slice(0, OTHERS).map(({ title, count }) => targetOf('tag', title, title, count)),
      ...ofSites.slice(0, OTHERS).map(({ title, count }) => targetOf('site', title, title, count)),
      ...all,
    ];
  }
}

const ICONS = { all: 'fleet', probe: 'fleet', tag: 'tag', site: 'map-pin' } as const;

function targetOf(
  kind: ChatTarget['kind'],
  value: string,
  name: string,
  count?: number,
  detail = '',
): Suggestion {
  const label = visibleText(name);
  return {
    id: `${kind} ${value}`,
    icon: ICONS[kind],
    text: label,
    detail: count === undefined ? detail : WORDS.probes(count),
    target: { kind, value, label, ...(count === undefined ? {} : { count }) },
  };
}
