import { DOCUMENT, Injectable, inject } from '@angular/core';

/**
 * Over HTTP/1.1 a browser has six connections to one origin for all of its tabs together, and a stream keeps one for as
 * long as it is open: a few pages with many streams would leave none for any call.
 */
const MOST = 2;

/** How many streams this page holds open: a few while somebody sees it, none while it is hidden. */
@Injectable({ providedIn: 'root' })
export class StreamPlaces {
  private readonly page = inject(DOCUMENT);
  /** What each has to do when its place is needed, oldest first. */
  private readonly taken = new Set<() => void>();
  private reserved = 0;

  constructor() {
    this.page.addEventListener('visibilitychange', () => {
      if (this.page.hidden) this.makeRoom(0);
    });
  }

  /**
   * @param giveWay gives the place back: it is needed, or nobody sees the page any more
   * @param isNew somebody has just begun to look at it: if need be the oldest gives way
   * @returns what gives the place back; nothing when there is none
   */
  take(giveWay: () => void, isNew: boolean): (() => void) | undefined {
    if (this.page.hidden || this.reserved >= MOST || (!isNew && !this.hasRoom())) return undefined;
    this.makeRoom(MOST - this.reserved - 1);
    this.taken.add(giveWay);
    return () => void this.taken.delete(giveWay);
  }

  /** For what the page is about: it has its place in any case. @returns what gives it back */
  reserve(): () => void {
    this.reserved++;
    this.makeRoom(Math.max(0, MOST - this.reserved));
    let isBack = false;
    return () => {
      if (!isBack) this.reserved--;
      isBack = true;
    };
  }

  private hasRoom(): boolean {
    return this.taken.size + this.reserved < MOST;
  }

  private makeRoom(most: number): void {
    for (const giveWay of [...this.taken].slice(0, Math.max(0, this.taken.size - most))) {
      this.taken.delete(giveWay);
      giveWay();
    }
  }
}
