/** What a connection tells whoever opened it. After `closed` nothing more is told. */
export interface SocketEvents {
  /** `challenge` is what the other side asks to be said back, if it does. */
  opened(challenge?: string): void;
  text(text: string): void;
  /** The other side gave a sign of life. */
  alive(): void;
  /** Something that is no text arrived, or text that is broken or too long; `why` says what. */
  unreadable(why: string): void;
  /** `status` is that of the handshake, when that was answered with anything but a connection. */
  closed(end: { code?: number; status?: number; error?: string }): void;
}

/** One connection. */
export interface Socket {
  send(text: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** At once, without a word. */
  destroy(): void;
  /** Bytes handed over and not yet on their way. */
  readonly waitingBytes: number;
}

/** Opens connections; a port, so that a spec needs no network. */
export abstract class Connector {
  abstract connect(url: string, headers: Record<string, string>, events: SocketEvents): Socket;
}
