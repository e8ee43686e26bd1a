import { InjectionToken, inject } from '@angular/core';
import type { ChatEvent } from '../core/api/models';
import { StreamPlaces } from '../core/stream-places';

/** What a stream tells whoever opened it. */
export interface ChatStreamEnds {
  /** The line is up. */
  opened(): void;
  event(event: ChatEvent): void;
  /** Over or broken. Told once, and nothing after it. */
  closed(): void;
}

export type OpenChat = (url: string, ends: ChatStreamEnds) => () => void;

/** Opens the stream of a conversation; returns what closes it. */
export const OPEN_CHAT = new InjectionToken<OpenChat>('OPEN_CHAT', {
  providedIn: 'root',
  factory: () => {
    const places = inject(StreamPlaces);
    return (url, ends) => {
      const giveBack = places.reserve();
      const close = openChat(url, {
        ...ends,
        closed: () => {
          giveBack();
          ends.closed();
        },
      });
      return () => {
        giveBack();
        close();
      };
    };
  },
});

/** The browser's own reconnecting is not used: it knows no growing waits, and not what was seen last. */
const openChat: OpenChat = (url, ends) => {
  const source = new EventSource(url);
  source.onopen = () => ends.opened();
  source.onmessage = ({ data }) => {
    const event = readEvent(data);
    if (event) ends.event(event);
  };
  source.onerror = () => {
    source.close();
    ends.closed();
  };
  return () => source.close();
};

/** Nothing for what is no event of a conversation. */
export function readEvent(data: unknown): ChatEvent | undefined {
  try {
    const event = JSON.parse(String(data)) as Partial<ChatEvent> | null;
    return typeof event?.seq === 'number' && typeof event.type === 'string'
      ? (event as ChatEvent)
      : undefined;
  } catch {
    return undefined;
  }
}
