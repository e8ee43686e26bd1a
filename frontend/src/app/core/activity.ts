import { Injectable, computed, signal } from '@angular/core';

export type WorkState = 'running' | 'done' | 'failed';

/** Work that goes on in the background, and how it went. */
export interface Work {
  readonly id: string;
  /** What it is: "df -h on 12 probes". Shown as text, whatever is in it. */
  readonly text: string;
  /** Set for what a machine would read. */
  readonly mono?: boolean;
  readonly state: WorkState;
  /** "11 of 12 probes", "exit 1"; empty when there is nothing to say. */
  readonly detail: string;
  /** From 0 to 1; missing when nobody knows. */
  readonly progress?: number;
  /** Where its result is. */
  readonly link?: string;
  /** Query of that address. */
  readonly query?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
}

export type NewWork = Pick<Work, 'text' | 'mono' | 'link' | 'query'> &
  Partial<Pick<Work, 'detail' | 'progress'>>;

/** More than this and the oldest that have ended are forgotten. */
const KEPT = 20;

/** A hand on work that was begun here; what happens after the end is ignored. */
export interface WorkHandle {
  readonly id: string;
  report(change: Partial<Pick<Work, 'detail' | 'progress' | 'link' | 'query'>>): void;
  end(state: 'done' | 'failed', detail?: string): void;
}

/** What this console has begun and what became of it, so that leaving a page loses nothing. Newest first. */
@Injectable({ providedIn: 'root' })
export class Activity {
  private readonly works = signal<readonly Work[]>([]);
  private readonly seenAt = signal(0);
  private count = 0;

  readonly all = this.works.asReadonly();
  readonly running = computed(() => this.works().filter(({ state }) => state === 'running').length);
  /** Something has ended since the list was last looked at. */
  readonly hasNews = computed(() => this.works().some(({ endedAt }) => (endedAt ?? 0) > this.seenAt()));

  begin(work: NewWork): WorkHandle {
    const id = `work-${++this.count}`;
    const begun: Work = { detail: '', ...work, id, state: 'running', startedAt: Date.now() };
    this.works.update((all) => forgetOldest([begun, ...all]));
    return {
      id,
      report: (change) => this.change(id, change),
      end: (state, detail) =>
        this.change(id, { state, endedAt: Date.now(), ...(detail === undefined ? {} : { detail }) }),
    };
  }

  /** Somebody has the list open. */
  seen(): void {
    this.seenAt.set(Date.now());
  }

  clearEnded(): void {
    this.works.update((all) => all.filter(({ state }) => state === 'running'));
  }

  private change(id: string, change: Partial<Work>): void {
    this.works.update((all) =>
      all.map((one) => (one.id === id && one.state === 'running' ? { ...one, ...change } : one)),
    );
  }
}

function forgetOldest(works: readonly Work[]): readonly Work[] {
  let ended = 0;
  return works.filter(({ state }) => state === 'running' || ++ended <= KEPT);
}
