import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/** The little of a browser's WebSocket that the live feed needs. */
export interface LiveSocket {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

/** Opens the console's socket at the control plane that served this page; a test puts its own here. */
export const OPEN_SOCKET = new InjectionToken<() => LiveSocket>('OPEN_SOCKET', {
  providedIn: 'root',
  factory: () => {
    const page = inject(DOCUMENT);
    return () => new WebSocket(new URL('/ws/console', page.location.href).href.replace(/^http/, 'ws'));
  },
});
