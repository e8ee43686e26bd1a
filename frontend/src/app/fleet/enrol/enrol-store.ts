import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { FeedEvent } from '@legator/contracts';
import { LiveFeed } from '../../core/live/live-feed';
import { Loaded } from '../../core/loaded';
import { Announcer } from '../../ui/announcer';
import { visibleText } from '../../ui/visible-text';
import { EnrolApi } from './enrol-api';
import { ENROL_WORDS } from './enrol-words';
import { type TokenChoices, USUAL_CHOICES, toBody } from './token-choices';

/** A host that enrolled with the token of this page. */
export interface Arrival {
  readonly id: string;
  readonly hostname: string;
  /** Id of the token. */
  readonly token: string;
  readonly isConnected: boolean;
  /** RFC 3339. */
  readonly at: string;
}

/** A token just made and the hosts that came with it. Lives as long as the page that provides it. */
@Injectable()
export class EnrolStore {
  private readonly api = inject(EnrolApi);
  private readonly announcer = inject(Announcer);
  private readonly chosen = signal<TokenChoices>(USUAL_CHOICES);
  /** Of every token made here: the lines are out, whatever is shown now. */
  private readonly tokens = new Set<unknown>();
  private readonly came = signal<readonly Arrival[]>([]);

  readonly made = new Loaded(() => this.api.create(toBody(this.chosen())));
  /** How many hosts the token is for; nothing for any number. */
  readonly uses = computed(() => toBody(this.chosen()).uses);
  /** Newest first. */
  readonly arrivals = this.came.asReadonly();
  readonly isFull = computed(() => {
    const { id } = this.made.value() ?? {};
    const here = this.arrivals().filter(({ token, isConnected }) => token === id && isConnected);
    return here.length >= (this.uses() ?? Infinity);
  });

  constructor() {
    const end = inject(LiveFeed).onEvents(['probe.registered', 'probe.connected'], (event) =>
      this.heard(event),
    );
    inject(DestroyRef).onDestroy(end);
  }

  async make(choices: TokenChoices): Promise<void> {
    if (this.made.loading()) return;
    this.chosen.set(choices);
    await this.made.load();
    const id = this.made.value()?.id;
    if (id) this.tokens.add(id);
  }

  /** For another token; what arrived stays in sight. */
  startOver(): void {
    this.made.clear();
  }

  private heard({ type, probe_id: id, detail, timestamp: at }: FeedEvent): void {
    if (!id) return;
    if (type === 'probe.registered') {
      const token = detail['enrolment'];
      if (typeof token !== 'string' || !this.tokens.has(token)) return;
      const hostname = typeof detail['hostname'] === 'string' ? detail['hostname'] : '';
      const arrival = { id, hostname, token, isConnected: false, at };
      this.came.update((all) => [arrival, ...all.filter((one) => one.id !== id)]);
    } else this.connected(id, at);
  }

  private connected(id: string, at: string): void {
    const found = this.came().find((one) => one.id === id && !one.isConnected);
    if (!found) return;
    this.came.update((all) => all.map((one) => (one === found ? { ...one, isConnected: true, at } : one)));
    this.announcer.polite(ENROL_WORDS.spoken(visibleText(found.hostname || id)));
  }
}
