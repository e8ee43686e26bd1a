import { DOCUMENT, InjectionToken, inject } from '@angular/core';
import { Session } from '../session';
import { SessionApi } from '../session-api';
import { TicketedSocket } from './ticketed-socket';

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
    const session = inject(Session);
    const api = inject(SessionApi);
    const protocols = async () => {
      await session.ready();
      return api.socketProtocols();
    };
    const address = () => new URL('/ws/console', page.location.href).href.replace(/^http/, 'ws');
    return () => new TicketedSocket(protocols, (offered) => new WebSocket(address(), offered));
  },
});
