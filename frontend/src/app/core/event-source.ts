import { InjectionToken } from '@angular/core';

/** The little of a browser's EventSource that the live feed needs. */
export interface FeedConnection {
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener(type: string, listener: () => void): void;
  close(): void;
}

/** Opens the stream at an address; a test puts its own here. */
export const OPEN_FEED = new InjectionToken<(url: string) => FeedConnection>('OPEN_FEED', {
  providedIn: 'root',
  factory: () => (url) => new EventSource(url),
});
