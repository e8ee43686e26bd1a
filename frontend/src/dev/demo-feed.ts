import { inject } from '@angular/core';
import type { FeedConnection } from '../app/core/event-source';
import { DEMO_MODE } from './demo-mode';
import { DemoWorld } from './demo-world';

/** Opens streams of what happens in the demo; in a mode in which everything fails they break at once. */
export function demoFeeds(): (url: string) => FeedConnection {
  const world = inject(DemoWorld);
  const mode = inject(DEMO_MODE);
  return (url) =>
    new DemoFeed(
      world,
      mode.failing.some((part) => url.includes(part)),
    );
}

class DemoFeed implements FeedConnection {
  onopen: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  private readonly listeners = new Map<string, (() => void)[]>();
  private readonly end: () => void;

  constructor(world: DemoWorld, breaks: boolean) {
    this.end = world.listen(({ type }) => this.listeners.get(type)?.forEach((listener) => listener()));
    setTimeout(() => (breaks ? this.onerror?.(new Event('error')) : this.onopen?.(new Event('open'))));
  }

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.onopen = null;
    this.onerror = null;
    this.end();
  }
}
