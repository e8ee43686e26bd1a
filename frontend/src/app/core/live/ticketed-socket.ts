import type { LiveSocket } from './live-socket';

/** A socket that first asks for what it has to offer. To whoever listens it is one that takes a little longer to open. */
export class TicketedSocket implements LiveSocket {
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  private socket: LiveSocket | undefined;
  private isClosed = false;

  constructor(
    protocols: () => Promise<string[]>,
    private readonly open: (protocols: string[]) => LiveSocket,
  ) {
    protocols().then(
      (offered) => this.begin(offered),
      () => this.onclose?.(new CloseEvent('close')),
    );
  }

  send(text: string): void {
    this.socket?.send(text);
  }

  close(): void {
    this.isClosed = true;
    this.socket?.close();
  }

  private begin(offered: string[]): void {
    if (this.isClosed) return;
    const socket = this.open(offered);
    this.socket = socket;
    socket.onopen = (event) => this.onopen?.(event);
    socket.onmessage = (event) => this.onmessage?.(event);
    socket.onclose = (event) => this.onclose?.(event);
  }
}
