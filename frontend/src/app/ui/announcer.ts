import { DestroyRef, DOCUMENT, inject, Injectable } from '@angular/core';

const THROTTLE_MS = 2_000;

/**
 * Tells screen readers what changed: `announcer.polite('4 new rows')`, `announcer.assertive('Connection lost')`. At most one
 * message in two seconds for each; of polite ones that wait only the newest is kept, assertive ones are all said.
 */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly voices = {
    polite: new Voice(inject(DOCUMENT), 'polite'),
    assertive: new Voice(inject(DOCUMENT), 'assertive'),
  };

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.voices.polite.close();
      this.voices.assertive.close();
    });
  }

  polite(text: string): void {
    this.voices.polite.say(text);
  }

  assertive(text: string): void {
    this.voices.assertive.say(text);
  }
}

class Voice {
  private readonly region: HTMLElement;
  private waiting: string[] = [];
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    page: Document,
    private readonly kind: 'polite' | 'assertive',
  ) {
    this.region = page.createElement('div');
    this.region.className = 'hidden';
    this.region.setAttribute('aria-live', kind);
    this.region.setAttribute('aria-atomic', 'true');
    page.body.append(this.region);
  }

  say(text: string): void {
    this.waiting = this.kind === 'polite' ? [text] : [...this.waiting, text];
    if (!this.timer) this.next();
  }

  close(): void {
    clearTimeout(this.timer);
    this.region.remove();
  }

  private next(): void {
    const text = this.waiting.shift();
    this.timer = undefined;
    if (text === undefined) return;
    // The same words again are no change, and would not be read: a sign that is not spoken makes them one.
    this.region.textContent = this.region.textContent === text ? `${text}\u00a0` : text;
    this.timer = setTimeout(() => this.next(), THROTTLE_MS);
  }
}
